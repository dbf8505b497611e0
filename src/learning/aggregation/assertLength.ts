import { AggregationError } from "./AggregationError.ts";

/**
 * Checks that a vector of the round before is as long as the updates of this one.
 * @throws AggregationError `AGGREGATION_SHAPE`.
 */
export function assertLength(name: string, vector: Float64Array, length: number): void {
  if (vector.length !== length) {
    const message = `${name} has ${vector.length} numbers, but an update has ${length}.`;
    throw new AggregationError("AGGREGATION_SHAPE", message, "Pass what the last round of the same network returned.");
  }
}
