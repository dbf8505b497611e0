import { AggregationError } from "./AggregationError.ts";

/**
 * Checks that there are updates, of one length, all finite.
 * @throws AggregationError `AGGREGATION_EMPTY`, `AGGREGATION_SHAPE` or `AGGREGATION_NOT_FINITE`.
 */
export function assertUpdates(updates: readonly Float64Array[]): void {
  const length = updates[0]?.length;
  if (length === undefined) {
    throw new AggregationError("AGGREGATION_EMPTY", "There are no updates.", "Give at least one update.");
  }
  for (const [i, update] of updates.entries()) {
    if (update.length !== length) {
      const message = `Update ${i} has ${update.length} numbers, but update 0 has ${length}.`;
      throw new AggregationError("AGGREGATION_SHAPE", message, "Give updates of one and the same network.");
    }
    for (let j = 0; j < length; j++) {
      const value = update[j] as number;
      if (!Number.isFinite(value)) {
        const message = `Update ${i} has ${value} at position ${j}.`;
        throw new AggregationError("AGGREGATION_NOT_FINITE", message, "Leave malformed updates out.");
      }
    }
  }
}
