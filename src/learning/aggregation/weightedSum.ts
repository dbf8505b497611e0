/**
 * Σ w_i x_i, added in index order. Scaling before adding keeps a mean of huge numbers finite.
 * @param updates n vectors of one length, n at least 1.
 */
export function weightedSum(updates: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array((updates[0] as Float64Array).length);
  for (const [i, update] of updates.entries()) {
    const weight = weights[i] as number;
    for (let j = 0; j < sum.length; j++) sum[j] = (sum[j] as number) + weight * (update[j] as number);
  }
  return sum;
}
