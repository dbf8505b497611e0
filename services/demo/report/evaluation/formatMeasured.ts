import type { Measured } from "../../../../src/learning/report/EvaluationReport.ts";

const NOTHING = "–";

/** Formats a number that may be missing. */
export function formatMeasured(value: Measured, format: (value: number) => string): string {
  return value === null ? NOTHING : format(value);
}
