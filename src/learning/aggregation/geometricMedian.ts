import type { AggregationRule } from "./AggregationRule.ts";
import { assertPositive } from "./assertPositive.ts";
import { canonicalOrder } from "./canonicalOrder.ts";
import { coordinateMedian } from "./coordinateMedian.ts";
import { distance } from "./distance.ts";
import { weightedSum } from "./weightedSum.ts";

export type GeometricMedianOptions = {
  /** Weiszfeld steps, T. */
  readonly steps?: number;
  /** ν: a distance below it counts as ν, in the unit of the updates. */
  readonly smoothing?: number;
};

/**
 * Geometric median, arg min_v Σ |x_i − v|, by smoothed Weiszfeld steps (RFA, Pillutla et al. 2022):
 * w_i = 1 / max(ν, |x_i − v|), v ← Σ w_i x_i / Σ w_i. Tolerates f < n / 2 without being told f.
 * The published start is the mean; ours is the coordinate-wise median, because each step from the mean merely shrinks
 * what an outlier did to it, and a round takes few steps.
 * @throws AggregationError `AGGREGATION_PARAMETER` when an option is out of range.
 */
export function geometricMedian({ steps = 8, smoothing = 1e-6 }: GeometricMedianOptions = {}): AggregationRule {
  assertPositive("The number of steps", steps, true);
  assertPositive("The smoothing", smoothing);
  return (updates) => {
    const ordered = canonicalOrder(updates);
    let median = coordinateMedian(ordered);
    for (let step = 0; step < steps; step++) {
      const weights = Float64Array.from(ordered, (update) => 1 / Math.max(smoothing, distance(update, median)));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      median = weightedSum(
        ordered,
        weights.map((weight) => weight / total),
      );
    }
    return median;
  };
}
