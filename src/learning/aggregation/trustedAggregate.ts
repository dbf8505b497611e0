import { cosine } from "../cosine.ts";
import { norm } from "../norm.ts";
import { scale } from "../scale.ts";

export type TrustedAggregate = {
  /** u_i per update, in the same order; Σ u_i is what is applied. */
  readonly terms: readonly Float64Array[];
  /** max(0, cos(x_i, g0)) per update, in [0, 1]. */
  readonly trusts: Float64Array;
};

/**
 * FLTrust (Cao et al. 2021, algorithm 2): u_i = T_i · min(1, |g0| / |x_i|) · x_i / Σ T, T_i = max(0, cos(x_i, g0)),
 * where `reference` g0 is the update of the sponsor's root slice. The published rule rescales every update to |g0|;
 * ours only shrinks, because stretching an almost empty update pays for noise.
 * When no update is trusted, all terms are zero.
 */
export function trustedAggregate(updates: readonly Float64Array[], reference: Float64Array): TrustedAggregate {
  const trusts = Float64Array.from(updates, (update) => {
    const likeness = cosine(update, reference);
    // Not a number when the update's length exceeds the largest double; then it is not trusted either.
    return Number.isNaN(likeness) ? 0 : Math.max(0, likeness);
  });
  // Sorted, so that a term does not depend on where the other updates stand.
  const total = trusts.toSorted().reduce((sum, trust) => sum + trust, 0);
  const length = norm(reference);
  const terms = updates.map((update, i) => {
    const own = norm(update);
    if (total === 0 || own === 0) return new Float64Array(update.length);
    return scale(update, ((trusts[i] as number) / total) * Math.min(1, length / own));
  });
  return { terms, trusts };
}
