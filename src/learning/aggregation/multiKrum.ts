import type { AggregationRule } from "./AggregationRule.ts";
import { assertByzantineCount } from "./assertByzantineCount.ts";
import { assertEnough } from "./assertEnough.ts";
import { canonicalOrder } from "./canonicalOrder.ts";
import { krumScores } from "./krumScores.ts";
import { lowestIndices } from "./lowestIndices.ts";
import { meanOf } from "./meanOf.ts";

/**
 * Multi-Krum (Blanchard et al. 2017): the mean of the m = n − f updates with the lowest Krum score.
 * Needs n > 2f + 2.
 * @throws AggregationError `AGGREGATION_PARAMETER` unless `byzantineCount` f is a whole number, at least 0.
 */
export function multiKrum(byzantineCount: number): AggregationRule {
  assertByzantineCount(byzantineCount);
  return (updates) => {
    const ordered = canonicalOrder(updates);
    assertEnough(ordered, 2 * byzantineCount + 3);
    return meanOf(ordered, lowestIndices(krumScores(ordered, byzantineCount), ordered.length - byzantineCount));
  };
}
