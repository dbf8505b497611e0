export type TrustCoefficients = {
  /** T_i = max(0, cos(x_i, g0)), in [0, 1]. */
  readonly trusts: Float64Array;
  /** min(1, |g0| / |x_i|), in (0, 1]. */
  readonly clipFactors: Float64Array;
  /** c_i with u_i = c_i · x_i. */
  readonly coefficients: Float64Array;
};

/**
 * FLTrust (Cao et al. 2021, algorithm 2) from lengths and inner products alone: c_i = T_i / ΣT · min(1, |g0| / |x_i|), where
 * g0 is the step of the sponsor's root slice. The published rule rescales every update to |g0|; ours only shrinks,
 * because stretching an almost empty update pays for noise. All zero when no update is trusted.
 * @param norms |x_i|.
 * @param dots ⟨x_i, g0⟩.
 * @param limit |g0|.
 */
export function trustCoefficients(norms: Float64Array, dots: Float64Array, limit: number): TrustCoefficients {
  const trusts = norms.map((norm, i) => {
    const cosine = norm * limit === 0 ? 0 : (dots[i] as number) / (norm * limit);
    // Not a number for an update longer than the largest double; above 1 where a product is too small for one.
    return cosine > 0 ? Math.min(1, cosine) : 0;
  });
  const clipFactors = norms.map((norm) => (norm > limit ? limit / norm : 1));
  // Sorted, so that a coefficient does not depend on where the other updates stand.
  const total = trusts.toSorted().reduce((sum, trust) => sum + trust, 0);
  const coefficients = trusts.map((trust, i) => (total === 0 ? 0 : (trust / total) * (clipFactors[i] as number)));
  return { trusts, clipFactors, coefficients };
}
