import type { EvaluationReport } from "../../../../src/learning/report/EvaluationReport.ts";
import { dataTable } from "../dataTable.ts";
import { figure } from "../figure.ts";
import { formatCount } from "../formatCount.ts";
import { formatPercent } from "../formatPercent.ts";
import { type Html, html } from "../html.ts";
import { scatterChart } from "../scatterChart.ts";
import { formatMeasured } from "./formatMeasured.ts";

/** Whether it is right as often as it says. */
export function calibrationSection({ calibration }: EvaluationReport): Html {
  const filled = calibration.bins.filter(({ rows }) => rows > 0);
  const percent = (value: number): string => formatPercent(value);
  const points = filled.flatMap(({ confidence, accuracy, rows }) =>
    confidence === null || accuracy === null
      ? []
      : [
          {
            x: confidence,
            y: accuracy,
            shape: "circle" as const,
            kind: "honest",
            text: `${formatCount(rows)} rows: confidence ${percent(confidence)}, right ${percent(accuracy)}`,
          },
        ],
  );
  return html`<section id="calibration">
<h2>Is it right as often as it says?</h2>
<div class="pair">
${figure({
  title: "Accuracy against confidence",
  note: "Each point is a bin of rows by the probability that the model gives its answer. On the line, it is right as often as it says; below, it is overconfident.",
  content: scatterChart({
    id: "reliability-chart",
    title: "Accuracy against confidence",
    description: `One point per bin, ${points.length} in all. The table has the same figures.`,
    points,
    xName: "Confidence",
    yName: "Accuracy",
    slope: 1,
  }),
})}<div>${dataTable({
    id: "reliability-table",
    caption: "Rows by confidence",
    columns: [
      { head: "Confidence", kind: "text" },
      { head: "Rows", kind: "number" },
      { head: "Mean confidence", kind: "number" },
      { head: "Accuracy", kind: "number" },
    ],
    rows: filled.map(({ from, to, rows, confidence, accuracy }) => [
      `${formatPercent(from, 0)} to ${formatPercent(to, 0)}`,
      formatCount(rows),
      formatMeasured(confidence, percent),
      formatMeasured(accuracy, percent),
    ]),
  })}</div>
</div>
</section>
`;
}
