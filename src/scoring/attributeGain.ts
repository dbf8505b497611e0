import { dot } from "../learning/dot.ts";
import type { Examples } from "../learning/Examples.ts";
import type { Network } from "../learning/Network.ts";
import { sumFrom } from "../learning/sumFrom.ts";
import { type PathGradient, pathGradient } from "./pathGradient.ts";

export type AttributeGainParameters = {
  readonly network: Network;
  readonly base: Float64Array;
  /** u_i: what each contributor adds to the base. */
  readonly terms: readonly Float64Array[];
  readonly validation: Examples;
  /** Largest |Σφ − gain| / |gain| at which two nodes are enough. */
  readonly quadratureTolerance: number;
};

export type AttributedGain = Omit<PathGradient, "descent"> & {
  /** φ_i per term, in nats of mean validation loss; Σφ = gain up to `quadratureGap`. */
  readonly values: Float64Array;
  /** w + Σu. */
  readonly aggregate: Float64Array;
};

/**
 * Aumann-Shapley values of the game U(S) = −L(w + Σ_{i∈S} u_i): φ_i = −∫₀¹ ⟨∇L(w + t·G), u_i⟩ dt with G = Σu
 * (Aumann and Shapley 1974). Linear in u_i, so a term split over many identities is worth the same in total and an empty
 * term exactly 0.
 */
export function attributeGain({ terms, ...game }: AttributeGainParameters): AttributedGain {
  const aggregate = sumFrom(game.base, terms);
  const { descent, ...rest } = pathGradient({ ...game, aggregate });
  return { values: Float64Array.from(terms, (term) => dot(descent, term)), aggregate, ...rest };
}
