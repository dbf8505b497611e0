import { dot } from "../../learning/dot.ts";
import type { Examples } from "../../learning/Examples.ts";
import { lossAndGradient } from "../../learning/lossAndGradient.ts";
import type { Network } from "../../learning/Network.ts";
import type { TermSource } from "./TermSource.ts";

export type PathSlopesParameters = {
  readonly network: Network;
  readonly base: Float64Array;
  /** w + Σu. */
  readonly aggregate: Float64Array;
  readonly terms: TermSource;
  readonly validation: Examples;
};

/**
 * Slopes of U(x) = −L(w + Σ x_i u_i) on the straight path from w to w + G, one array per t of `points`, in nats:
 * ∂U/∂x_i = −⟨∇L(w + t·G), u_i⟩. Every term is asked for once; the memory is one gradient per point.
 */
export function pathSlopes(parameters: PathSlopesParameters, points: readonly number[]): Float64Array[] {
  const { network, base, aggregate, terms, validation } = parameters;
  const weights = new Float64Array(base.length);
  const gradients = points.map((t) => {
    for (let p = 0; p < weights.length; p++) {
      const from = base[p] as number;
      weights[p] = from + t * ((aggregate[p] as number) - from);
    }
    return lossAndGradient(network, weights, validation).gradient;
  });
  const slopes = points.map(() => new Float64Array(terms.count));
  for (let i = 0; i < terms.count; i++) {
    const term = terms.termOf(i);
    for (const [k, gradient] of gradients.entries()) (slopes[k] as Float64Array)[i] = -dot(gradient, term);
  }
  return slopes;
}
