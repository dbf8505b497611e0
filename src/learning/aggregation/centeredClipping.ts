import type { AggregationRule } from "./AggregationRule.ts";
import { assertLength } from "./assertLength.ts";
import { assertPositive } from "./assertPositive.ts";
import { canonicalOrder } from "./canonicalOrder.ts";
import { distance } from "./distance.ts";

export type CenteredClippingOptions = {
  /** v_0: the aggregate of the round before, or zeros in the first round. */
  readonly center: Float64Array;
  /** τ: an update moves the center by at most this length, divided by n, per step. */
  readonly radius: number;
  /** L. */
  readonly steps?: number;
};

/**
 * Centered clipping (Karimireddy et al. 2021): v ← v + 1/n Σ (x_i − v) min(1, τ / |x_i − v|), L times.
 * f attackers move the result by at most L·τ·f / n beyond what honest updates do.
 * @throws AggregationError `AGGREGATION_PARAMETER` when an option is out of range, `AGGREGATION_SHAPE` when the center
 * has another length than the updates.
 */
export function centeredClipping({ center, radius, steps = 3 }: CenteredClippingOptions): AggregationRule {
  assertPositive("The radius", radius);
  assertPositive("The number of steps", steps, true);
  return (updates) => {
    const ordered = canonicalOrder(updates);
    assertLength("The center", center, (ordered[0] as Float64Array).length);
    let moved = center.slice();
    for (let step = 0; step < steps; step++) {
      const next = moved.slice();
      for (const update of ordered) {
        const factor = Math.min(1, radius / distance(update, moved)) / ordered.length;
        for (let j = 0; j < next.length; j++) {
          next[j] = (next[j] as number) + factor * ((update[j] as number) - (moved[j] as number));
        }
      }
      moved = next;
    }
    return moved;
  };
}
