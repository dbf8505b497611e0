import type { EvaluationReport } from "../../../../src/learning/report/EvaluationReport.ts";
import { formatNumber } from "../formatNumber.ts";
import { formatPercent } from "../formatPercent.ts";
import { type Html, type HtmlPart, html } from "../html.ts";
import { formatDifference } from "./formatDifference.ts";
import { formatMeasured } from "./formatMeasured.ts";

/** The figures to take away. */
export function evaluationFigures({ metrics, change, calibration }: EvaluationReport): Html {
  const { accuracy, accuracyLow, accuracyHigh, balancedAccuracy, macroF1, loss } = metrics;
  const three = (value: number): string => formatNumber(value, 3);
  return html`<dl class="key">
${entry("Accuracy", formatPercent(accuracy), `95% interval ${formatPercent(accuracyLow)} to ${formatPercent(accuracyHigh)}`)}${entry(
  "Balanced accuracy",
  formatPercent(balancedAccuracy),
  `Macro F1 ${three(macroF1)}`,
)}${entry(
  "Loss",
  html`${formatMeasured(loss, three)} <small>nats</small>`,
  change === null ? "no version before" : `${formatDifference(change.loss)} to the version before`,
)}${entry(
  "Calibration error",
  formatMeasured(calibration.expectedError, three),
  `Brier score ${formatMeasured(calibration.brierScore, three)}`,
)}</dl>
`;
}

function entry(name: string, value: HtmlPart, note: string): Html {
  return html`<div><dt>${name}</dt><dd class="value">${value}</dd><dd class="note">${note}</dd></div>
`;
}
