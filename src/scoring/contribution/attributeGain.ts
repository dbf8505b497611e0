import { dot } from "../../learning/dot.ts";
import type { Examples } from "../../learning/Examples.ts";
import type { Network } from "../../learning/Network.ts";
import { assertTermFits } from "./assertTermFits.ts";
import type { ContributionValues } from "./ContributionValues.ts";
import { gradientsOf } from "./gradientsOf.ts";
import { type PathGradient, pathGradient } from "./pathGradient.ts";
import type { TermSource } from "./TermSource.ts";
import { toTermSource } from "./toTermSource.ts";

export type AttributeGainParameters = {
  readonly network: Network;
  readonly base: Float64Array;
  /** u_i: what each contributor adds to the base. A source is read twice. */
  readonly terms: readonly Float64Array[] | TermSource;
  readonly validation: Examples;
  /** Largest |Σφ − gain| / |gain| at which two nodes are enough. */
  readonly quadratureTolerance: number;
};

/** φ_i per term; Σφ = gain up to `quadratureGap`. */
export type AttributedGain = ContributionValues &
  Omit<PathGradient, "descent"> & {
    /** w + Σu. */
    readonly aggregate: Float64Array;
  };

/**
 * The production score's values: the path-integrated gradient of the game U(S) = −L(w + Σ_{i∈S} u_i),
 * φ_i = −∫₀¹ ⟨∇L(w + t·G), u_i⟩ dt with G = Σu (Aumann and Shapley 1974). Linear in u_i, so a term split over many identities
 * is worth the same in total and an empty term exactly 0; and terms are read one at a time, so that the values are the
 * same bits however they are grouped, in the memory of a few vectors of the base's length.
 * @throws LearningError when base, a term or the slice do not fit the network.
 */
export function attributeGain(parameters: AttributeGainParameters): AttributedGain {
  const { network, base, validation, quadratureTolerance } = parameters;
  const terms = toTermSource(parameters.terms);
  const aggregate = base.slice();
  for (let i = 0; i < terms.count; i++) {
    const term = terms.termOf(i);
    assertTermFits(term, i, base.length);
    for (let p = 0; p < aggregate.length; p++) aggregate[p] = (aggregate[p] as number) + (term[p] as number);
  }
  const { descent, ...path } = pathGradient({ network, base, aggregate, validation, quadratureTolerance });
  const values = new Float64Array(terms.count);
  for (let i = 0; i < terms.count; i++) values[i] = dot(descent, terms.termOf(i));
  return { ...path, values, aggregate, evaluations: 2, gradients: gradientsOf(path.nodes) };
}
