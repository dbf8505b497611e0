import type { Difference } from "./EvaluationReport.ts";
import { measured } from "./measured.ts";

/** Two-sided, at 5 % of chance. */
const SIGNIFICANT_ERRORS = 1.96;

/** Mean of paired differences, one per row, and its standard error: √(Σ (d − mean)² / (n − 1) / n). */
export function differenceOf(differences: readonly number[]): Difference {
  const rows = differences.length;
  let sum = 0;
  for (const difference of differences) sum += difference;
  const mean = sum / rows;
  let squares = 0;
  for (const difference of differences) squares += (difference - mean) * (difference - mean);
  const standardError = rows < 2 ? Number.NaN : Math.sqrt(squares / (rows - 1) / rows);
  return {
    mean: measured(mean),
    standardError: measured(standardError),
    isSignificant: Math.abs(mean) > SIGNIFICANT_ERRORS * standardError,
  };
}
