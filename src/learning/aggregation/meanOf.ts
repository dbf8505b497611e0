import { weightedSum } from "./weightedSum.ts";

/** The mean of the updates at `indices`, added in that order; at least one index. */
export function meanOf(updates: readonly Float64Array[], indices: readonly number[]): Float64Array {
  const chosen = indices.map((i) => updates[i] as Float64Array);
  return weightedSum(chosen, new Float64Array(chosen.length).fill(1 / chosen.length));
}
