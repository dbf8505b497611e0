import type { AggregationRule } from "./AggregationRule.ts";
import { canonicalOrder } from "./canonicalOrder.ts";
import { weightedSum } from "./weightedSum.ts";

/**
 * The rule that applies Σ u_i, where `termsOf` gives each contributor's own term u_i: `federatedAverage`, or
 * `trustedAggregate` with its reference. A score pays for u_i, so only such rules can be scored.
 */
export function sumOfTerms(termsOf: (updates: readonly Float64Array[]) => readonly Float64Array[]): AggregationRule {
  return (updates) => {
    const terms = termsOf(canonicalOrder(updates));
    return weightedSum(terms, new Float64Array(terms.length).fill(1));
  };
}
