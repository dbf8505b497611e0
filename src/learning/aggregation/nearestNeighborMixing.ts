import type { AggregationRule } from "./AggregationRule.ts";
import { assertByzantineCount } from "./assertByzantineCount.ts";
import { assertEnough } from "./assertEnough.ts";
import { canonicalOrder } from "./canonicalOrder.ts";
import { lowestIndices } from "./lowestIndices.ts";
import { meanOf } from "./meanOf.ts";
import { squaredDistances } from "./squaredDistances.ts";

/**
 * Nearest-neighbor mixing (NNM, Allouah et al. 2023): replaces every update by the mean of the n − f updates
 * nearest to it, itself among them, then applies `rule`. What honest updates do not share, averages out before the rule
 * has to tell it from an attack. Needs n > 2f.
 * @throws AggregationError `AGGREGATION_PARAMETER` unless `byzantineCount` f is a whole number, at least 0.
 */
export function nearestNeighborMixing(byzantineCount: number, rule: AggregationRule): AggregationRule {
  assertByzantineCount(byzantineCount);
  return (updates) => {
    const ordered = canonicalOrder(updates);
    assertEnough(ordered, 2 * byzantineCount + 1);
    const count = ordered.length;
    const distances = squaredDistances(ordered);
    return rule(
      ordered.map((_, i) => {
        const row = distances.subarray(i * count, (i + 1) * count);
        return meanOf(ordered, lowestIndices(row, count - byzantineCount));
      }),
    );
  };
}
