import { AggregationError } from "./AggregationError.ts";

/**
 * Checks that there are at least `needed` updates.
 * @throws AggregationError `AGGREGATION_TOO_FEW`.
 */
export function assertEnough(updates: readonly Float64Array[], needed: number): void {
  if (updates.length < needed) {
    const message = `The rule needs at least ${needed} updates, but there are ${updates.length}.`;
    throw new AggregationError("AGGREGATION_TOO_FEW", message, "Tolerate fewer byzantine updates, or wait for more.");
  }
}
