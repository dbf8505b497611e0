import type { Difference } from "../../../../src/learning/report/EvaluationReport.ts";
import { formatNumber } from "../formatNumber.ts";
import { formatMeasured } from "./formatMeasured.ts";

/** "−0.120 ± 0.031": a mean with its sign and its standard error. */
export function formatDifference({ mean, standardError }: Difference): string {
  const sign = mean !== null && mean > 0 ? "+" : "";
  const error = formatMeasured(standardError, (value) => formatNumber(value, 3));
  return `${sign}${formatMeasured(mean, (value) => formatNumber(value, 3))} ± ${error}`;
}
