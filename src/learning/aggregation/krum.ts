import type { AggregationRule } from "./AggregationRule.ts";
import { assertByzantineCount } from "./assertByzantineCount.ts";
import { assertEnough } from "./assertEnough.ts";
import { canonicalOrder } from "./canonicalOrder.ts";
import { krumScores } from "./krumScores.ts";
import { lowestIndices } from "./lowestIndices.ts";

/**
 * Krum (Blanchard et al. 2017): the one update with the lowest score, the sum of its squared distances to its
 * n − f − 2 nearest others. Needs n > 2f + 2.
 * @throws AggregationError `AGGREGATION_PARAMETER` unless `byzantineCount` f is a whole number, at least 0.
 */
export function krum(byzantineCount: number): AggregationRule {
  assertByzantineCount(byzantineCount);
  return (updates) => {
    const ordered = canonicalOrder(updates);
    assertEnough(ordered, 2 * byzantineCount + 3);
    const [best] = lowestIndices(krumScores(ordered, byzantineCount), 1);
    return (ordered[best as number] as Float64Array).slice();
  };
}
