/**
 * DiLoCo's outer optimizer (Douillard et al. 2311.08105): m ← μ m + Δ; w ← w + η (Δ + μ m), Nesterov's momentum on the mean
 * update Δ. With η = 1 and μ = 0 it is federated averaging. The state m goes in and comes out.
 */
export function outerStep(
  mean: Float64Array,
  state: Float64Array,
  { learningRate, momentum }: { readonly learningRate: number; readonly momentum: number },
): { change: Float64Array; state: Float64Array } {
  const next = mean.map((value, i) => momentum * (state[i] as number) + value);
  return { change: mean.map((value, i) => learningRate * (value + momentum * (next[i] as number))), state: next };
}
