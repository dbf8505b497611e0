import type { EvaluationReport } from "../../../../src/learning/report/EvaluationReport.ts";
import { dataTable } from "../dataTable.ts";
import { formatCount } from "../formatCount.ts";
import { formatPercent } from "../formatPercent.ts";
import { type Html, html } from "../html.ts";
import { sumOf } from "../sumOf.ts";

/** The confusion matrix. */
export function classSection({ classes, confusion }: EvaluationReport): Html {
  return html`<section id="classes">
<h2>What it takes for what</h2>
<p class="lead">Rows by what they are and by what the model says.</p>
${dataTable({
  id: "confusion",
  caption: "Confusion matrix, in rows",
  columns: [
    { head: "Is", kind: "text" },
    ...classes.map((name) => ({ head: html`Said <bdi>${name}</bdi>`, kind: "number" as const })),
    { head: "Recognised", kind: "number" },
  ],
  rows: confusion.map((counts, c) => {
    const all = sumOf(counts, (count) => count);
    return [
      html`<bdi>${classes[c] ?? ""}</bdi>`,
      ...counts.map((count, p) => (p === c ? html`<strong>${formatCount(count)}</strong>` : formatCount(count))),
      all === 0 ? "–" : formatPercent((counts[c] ?? 0) / all),
    ];
  }),
})}</section>
`;
}
