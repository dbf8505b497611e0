import { AggregationError } from "./AggregationError.ts";

/**
 * Checks f, the number of updates that a rule shall tolerate being arbitrary.
 * @throws AggregationError `AGGREGATION_PARAMETER` unless it is a whole number, at least 0.
 */
export function assertByzantineCount(byzantineCount: number): void {
  if (!Number.isSafeInteger(byzantineCount) || byzantineCount < 0) {
    const message = `The number of byzantine updates is ${byzantineCount}.`;
    throw new AggregationError("AGGREGATION_PARAMETER", message, "Give a whole number, at least 0.");
  }
}
