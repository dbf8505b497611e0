import { barChart } from "../../../services/demo/report/barChart.ts";
import { dataTable } from "../../../services/demo/report/dataTable.ts";
import { figure } from "../../../services/demo/report/figure.ts";
import { type Html, html } from "../../../services/demo/report/html.ts";
import { scatterChart } from "../../../services/demo/report/scatterChart.ts";
import { styles } from "../../../services/demo/report/styles.ts";
import { judge, type Verdict } from "../judge.ts";
import type { LabResult, PayRow } from "../LabResult.ts";
import { formatRatio } from "./formatRatio.ts";
import { groupByAttack } from "./groupByAttack.ts";
import { heatmap } from "./heatmap.ts";
import { labTables } from "./labTables.ts";

const OWN_STYLES = `
.heat { fill: var(--honest); }
.heat-value { fill: var(--ink); font-size: 0.8125rem; }
.verdicts li { margin-bottom: 0.35rem; }
`;

/** Pay, relative to honest pay, below which an attacker is as good as unpaid in a plot. */
const LEAST_SHOWN = 0.005;

/** The report as one HTML page that needs nothing else: first which attacks succeed, then plots, then every table. */
export function renderPage(result: LabResult): string {
  const { succeeding, failing, checks } = judge(result);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Commonweights attack lab</title>
<style>${{ markup: styles + OWN_STYLES }}</style>
</head>
<body>
<header>
<p class="eyebrow">Commonweights attack lab</p>
<h1>What attackers get</h1>
<p class="story">Contributors and oracles attack scored rounds. Pay is relative to the mean pay of the honest contributors beside them: 1 is as much as honest work.</p>
<p class="run">${result.worlds.map(({ name, owners, seeds }) => `${name}: ${owners} contributors, ${seeds} seeds`).join(" · ")}</p>
</header>
<main>
<section id="succeed"><h2>These attacks succeed</h2>
${verdictList(succeeding)}</section>
<section id="fail"><h2>These do not</h2>
${verdictList(failing)}</section>
<section id="targets"><h2>Targets</h2>
${dataTable({
  id: "targets-table",
  caption: "What was asked of scores and rules",
  columns: [
    { head: "Target", kind: "words" },
    { head: "Met?", kind: "text" },
    { head: "Measured", kind: "words" },
  ],
  rows: checks.map(({ target, measured, isMet }) => [target, isMet ? "met" : "missed", measured]),
})}</section>
<section id="plots"><h2>Pay and harm</h2>
<div class="stack">${result.pay.length === 0 ? null : [...result.worlds.map(({ name }, w) => payFigure(result, name, w)), harmFigure(result)]}</div></section>
<section id="rules"><h2>Rules under attack</h2>
<div class="stack">${robustnessFigures(result)}</div></section>
<section id="tables"><h2>All figures</h2>
<div class="stack">${labTables(result).map(({ id, title, note, heads, rows }) => [
    dataTable({
      id,
      caption: title,
      columns: heads.map((head, i) => ({ head, kind: i === 0 ? "text" : "number" })),
      rows,
    }),
    html`<p class="remark">${note}</p>`,
  ])}</div></section>
</main>
</body>
</html>
`.markup;
}

function verdictList(verdicts: readonly Verdict[]): Html {
  if (verdicts.length === 0) return html`<p class="absent">None in this run.</p>`;
  const items = verdicts.map(({ attack, what, findings }) => {
    const values = findings.map(({ world, value }) => `${world} ${formatRatio(value)}`).join(", ");
    return html`<li><strong>${attack}</strong>, ${what}: ${values}</li>
`;
  });
  return html`<ul class="notes verdicts">
${items}</ul>
`;
}

function payFigure({ pay }: LabResult, name: string, w: number): Html {
  const bars = groupByAttack(pay.filter(({ world }) => world === name)).map(([attack, rows]) => {
    const value = meanOf(rows, (row) => row.pay ?? 0);
    const kind = rows[0]?.aim === "none" ? "honest" : "attacker";
    return { label: attack, parts: [{ value, kind }], text: formatRatio(value) };
  });
  return figure({
    title: `Pay, ${name}`,
    note: "Mean over all settings; the mean honest contributor gets 1.",
    content: html`<div id="pay-bars-${w}">${barChart(bars)}</div>`,
  });
}

function harmFigure({ pay, worlds }: LabResult): Html {
  const shapes = ["circle", "diamond", "triangle", "square"] as const;
  const points = worlds.flatMap(({ name }, w) =>
    groupByAttack(pay.filter(({ world, aim }) => world === name && aim !== "none")).flatMap(([attack, rows]) => {
      const lost = meanOf(rows, ({ accuracy, cleanAccuracy }) => cleanAccuracy - accuracy);
      const value = meanOf(rows, (row) => Math.max(0, row.pay ?? 0));
      // Those that get nothing and only want pay would all lie on one spot.
      if (value < LEAST_SHOWN && rows[0]?.aim === "pay") return [];
      const point = {
        x: 100 * lost,
        y: value,
        shape: shapes[w % shapes.length] as (typeof shapes)[number],
        kind: "attacker",
        text: `${attack}, ${name}: pay ${formatRatio(value)}, ${(100 * lost).toFixed(1)} points of accuracy lost`,
      };
      return [point];
    }),
  );
  return figure({
    title: "Pay against harm",
    note: `One mark per world and attack that is paid or means to harm (${worlds.map(({ name }, w) => `${name}: ${shapes[w % shapes.length]}`).join(", ")}); accuracy lost includes that the attackers' data is missing.`,
    content: scatterChart({
      id: "harm",
      title: "Pay of attackers against accuracy lost",
      description:
        "Each mark is an attack in a world: points of accuracy lost to the right, pay relative to honest pay upwards.",
      points,
      xName: "Points of accuracy lost",
      yName: "Pay, honest = 1",
      slope: null,
    }),
  });
}

function robustnessFigures({ robustness }: LabResult): Html[] {
  return [...new Set(robustness.map(({ world }) => world))].map((name, w) =>
    figure({
      title: `Accuracy in percent, ${name}`,
      note: "30 % of the contributors attack in every round.",
      content: heatmap({
        id: `heat-${w}`,
        title: `Accuracy of rules under attack, ${name}`,
        rows: robustness.filter(({ world }) => world === name),
      }),
    }),
  );
}

function meanOf(rows: readonly PayRow[], of: (row: PayRow) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
}
