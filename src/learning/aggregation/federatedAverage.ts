import { scale } from "../scale.ts";

/**
 * The terms u_i = x_i / n of plain federated averaging (McMahan et al. 2017) with equal weights: a weight that a
 * contributor reports about itself is not used. Σ u_i is what is applied.
 */
export function federatedAverage(updates: readonly Float64Array[]): Float64Array[] {
  return updates.map((update) => scale(update, 1 / updates.length));
}
