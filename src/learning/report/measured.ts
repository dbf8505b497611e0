import type { Measured } from "./EvaluationReport.ts";

/** The number, or null when it is not finite: JSON has no other word for that. */
export function measured(value: number): Measured {
  return Number.isFinite(value) ? value : null;
}
