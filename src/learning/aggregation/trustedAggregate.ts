import { dot } from "../dot.ts";
import { norm } from "../norm.ts";
import { scale } from "../scale.ts";
import { trustCoefficients } from "./trustCoefficients.ts";

export type TrustedAggregate = {
  /** u_i per update, in the same order; Σ u_i is what is applied. */
  readonly terms: readonly Float64Array[];
  /** max(0, cos(x_i, g0)) per update, in [0, 1]. */
  readonly trusts: Float64Array;
};

/** FLTrust without amplification, see `trustCoefficients`; `reference` is g0, the update of the sponsor's root slice. */
export function trustedAggregate(updates: readonly Float64Array[], reference: Float64Array): TrustedAggregate {
  const norms = Float64Array.from(updates, norm);
  const dots = Float64Array.from(updates, (update) => dot(update, reference));
  const { trusts, coefficients } = trustCoefficients(norms, dots, norm(reference));
  return { terms: updates.map((update, i) => scale(update, coefficients[i] as number)), trusts };
}
