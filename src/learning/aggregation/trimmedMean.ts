import type { AggregationRule } from "./AggregationRule.ts";
import { assertByzantineCount } from "./assertByzantineCount.ts";
import { assertEnough } from "./assertEnough.ts";
import { assertUpdates } from "./assertUpdates.ts";

/**
 * Coordinate-wise trimmed mean (Yin et al. 2018, definition 2, β = f / n): without the f lowest and the f highest values
 * of each coordinate, the mean of the others. Needs n > 2f.
 * @throws AggregationError `AGGREGATION_PARAMETER` unless `byzantineCount` f is a whole number, at least 0.
 */
export function trimmedMean(byzantineCount: number): AggregationRule {
  assertByzantineCount(byzantineCount);
  return (updates) => {
    assertUpdates(updates);
    assertEnough(updates, 2 * byzantineCount + 1);
    const end = updates.length - byzantineCount;
    const values = new Float64Array(updates.length);
    return (updates[0] as Float64Array).map((_, j) => {
      for (let i = 0; i < values.length; i++) values[i] = (updates[i] as Float64Array)[j] as number;
      values.sort();
      let sum = 0;
      for (let i = byzantineCount; i < end; i++) sum += values[i] as number;
      return sum / (end - byzantineCount);
    });
  };
}
