import type { EvaluationReport, GroupReport } from "../../../../src/learning/report/EvaluationReport.ts";
import { bar } from "../bar.ts";
import { dataTable } from "../dataTable.ts";
import { formatCount } from "../formatCount.ts";
import { formatNumber } from "../formatNumber.ts";
import { formatPercent } from "../formatPercent.ts";
import { type Html, type HtmlPart, html } from "../html.ts";
import { formatDifference } from "./formatDifference.ts";
import { formatMeasured } from "./formatMeasured.ts";

/** How good it is for each group, and how far groups are apart. */
export function groupSection(report: EvaluationReport): Html {
  const attributes = [...new Set(report.groups.map(({ attribute }) => attribute))];
  return html`<section id="groups">
<h2>For whom</h2>
${
  attributes.length === 0
    ? html`<p class="absent">No attribute was declared, so no groups were compared.</p>`
    : html`<p class="lead">A gap is the group’s figure minus that of all rows. An interval is what chance alone makes of so few rows.</p>
<div class="stack">
${attributes.map((attribute, a) => [groupTable(report, attribute, a), disparityTable(report, attribute, a)])}</div>
`
}</section>
`;
}

function groupTable({ groups }: EvaluationReport, attribute: string, a: number): Html {
  return dataTable({
    id: `groups-${a}`,
    caption: html`By <bdi>${attribute}</bdi>`,
    columns: [
      { head: "Group", kind: "text" },
      { head: "Rows", kind: "number" },
      { head: "Accuracy", kind: "bar" },
      { head: "95% interval", kind: "number" },
      { head: "Gap, points", kind: "number" },
      { head: "Balanced", kind: "number" },
      { head: "Macro F1", kind: "number" },
      { head: "Loss", kind: "number" },
      { head: "Loss change", kind: "number" },
    ],
    rows: groups.filter((group) => group.attribute === attribute).map(groupRow),
  });
}

function groupRow({ value, metrics, accuracyGap, change }: GroupReport): HtmlPart[] {
  const { rows, accuracy, accuracyLow, accuracyHigh, balancedAccuracy, macroF1, loss } = metrics;
  return [
    value === null ? html`<span class="none">not known</span>` : html`<bdi>${value}</bdi>`,
    formatCount(rows),
    html`<span class="with-bar">${bar([{ value: accuracy, kind: "honest" }], 1)}<span>${formatPercent(accuracy)}</span></span>`,
    `${formatPercent(accuracyLow, 0)} to ${formatPercent(accuracyHigh, 0)}`,
    formatNumber(100 * accuracyGap, 1),
    formatPercent(balancedAccuracy),
    formatNumber(macroF1, 3),
    formatMeasured(loss, (nats) => formatNumber(nats, 3)),
    change === null ? "–" : formatDifference(change.loss),
  ];
}

function disparityTable({ disparities }: EvaluationReport, attribute: string, a: number): Html {
  return dataTable({
    id: `disparities-${a}`,
    caption: html`How far the groups of <bdi>${attribute}</bdi> are apart, greatest minus least`,
    columns: [
      { head: "Class", kind: "text" },
      { head: "Given it (demographic parity)", kind: "number" },
      { head: "Given it where true (equal opportunity)", kind: "number" },
    ],
    rows: disparities
      .filter((disparity) => disparity.attribute === attribute)
      .map(({ className, demographicParity, equalOpportunity }) => [
        html`<bdi>${className}</bdi>`,
        formatMeasured(demographicParity, (rate) => formatNumber(rate, 3)),
        formatMeasured(equalOpportunity, (rate) => formatNumber(rate, 3)),
      ]),
  });
}
