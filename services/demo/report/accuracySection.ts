import type { RoundResult } from "../DemoResult.ts";
import { attackerShare } from "./attackerShare.ts";
import { dataTable } from "./dataTable.ts";
import { figure } from "./figure.ts";
import { formatNumber } from "./formatNumber.ts";
import { formatPercent } from "./formatPercent.ts";
import { formatTokens } from "./formatTokens.ts";
import { type Html, html } from "./html.ts";
import { legend } from "./legend.ts";
import { type LineSeries, lineChart } from "./lineChart.ts";
import { markShape } from "./markShape.ts";
import { maximumOf } from "./maximumOf.ts";

/** How accurate the shared model became, beside its two references, and all rounds at a glance. */
export function accuracySection(rounds: readonly RoundResult[], tokenSymbol: string): Html {
  const series = seriesOf(rounds);
  const ends = series.map(({ name, values }) => `${name} ${formatPercent(values.at(-1) ?? 0)}`).join(", ");
  const chart = lineChart({
    id: "accuracy-chart",
    title: "Accuracy per round",
    description: `Lines over ${rounds.length} rounds. After the last: ${ends}. The table below has all figures.`,
    positions: ["Start", ...rounds.map(({ roundId }) => String(roundId))],
    series,
    format: (value) => formatPercent(value),
    formatTick: (value) => formatPercent(value, Number.isInteger(Math.round(value * 1e6) / 1e4) ? 0 : 1),
    least: 0.9,
    most: 1,
  });
  return html`<section id="accuracy">
<h2>Accuracy</h2>
${figure({
  title: "Accuracy per round",
  note: "Share of rows classified correctly, among rows that nobody saw during the rounds.",
  content: [legend(series.map((line) => ({ mark: lineMark(line), text: line.name }))), chart],
})}${glance(rounds, tokenSymbol)}</section>
`;
}

function seriesOf(rounds: readonly RoundResult[]): LineSeries[] {
  return [
    { name: "Pooled", kind: "pooled", shape: "square", values: [null, ...rounds.map((round) => round.pooledAccuracy)] },
    { name: "Alone", kind: "local", shape: "triangle", values: [null, ...rounds.map((round) => round.localAccuracy)] },
    {
      name: "Shared model",
      kind: "federated",
      shape: "circle",
      values: [rounds[0]?.baseAccuracy ?? null, ...rounds.map((round) => round.accuracy)],
    },
  ];
}

function lineMark({ kind, shape }: LineSeries): Html {
  return html`<svg class="series ${kind}" viewBox="-16 -8 32 16" width="32" height="16" aria-hidden="true"><line class="line" x1="-15" x2="15" y1="0" y2="0"/>${markShape(shape)}</svg>`;
}

function glance(rounds: readonly RoundResult[], tokenSymbol: string): Html {
  const most = maximumOf(rounds, ({ pot }) => pot);
  return dataTable({
    id: "rounds-table",
    caption: html`All rounds at a glance; amounts in ${tokenSymbol}`,
    columns: [
      { head: "Round", kind: "text" },
      { head: "Shared model", kind: "number" },
      { head: "Alone", kind: "number" },
      { head: "Pooled", kind: "number" },
      { head: "Loss before", kind: "number" },
      { head: "Loss after", kind: "number" },
      { head: "Pot", kind: "number" },
      { head: "Earned", kind: "number" },
      { head: "To attackers", kind: "number" },
      { head: "Vote", kind: "text" },
    ],
    rows: rounds.map((round) => {
      const share = attackerShare([round]);
      return [
        html`<a href="#round-${round.roundId}">Round ${round.roundId}</a>`,
        formatPercent(round.accuracy),
        formatPercent(round.localAccuracy),
        formatPercent(round.pooledAccuracy),
        formatNumber(round.lossBefore, 3),
        formatNumber(round.lossAfter, 3),
        formatTokens(round.pot, most),
        formatTokens(round.earned, most),
        share === null ? "–" : formatPercent(share),
        round.vote === null ? "none" : round.vote.isPromoted ? "promoted" : "rejected",
      ];
    }),
  });
}
