import type { Examples } from "../../learning/Examples.ts";
import { evaluate } from "../../learning/evaluate.ts";
import type { Network } from "../../learning/Network.ts";
import { assertTermFits } from "./assertTermFits.ts";
import type { ContributionValues } from "./ContributionValues.ts";
import { integratePath } from "./integratePath.ts";
import { pathSlopes } from "./pathSlopes.ts";
import type { TermSource } from "./TermSource.ts";
import { toTermSource } from "./toTermSource.ts";

export type AttributeGainParameters = {
  readonly network: Network;
  readonly base: Float64Array;
  /** u_i: what each contributor adds to the base. A source is read twice, three times when five nodes are needed. */
  readonly terms: readonly Float64Array[] | TermSource;
  readonly validation: Examples;
  /** Largest |Σφ − gain| / |gain| at which two nodes are enough. */
  readonly quadratureTolerance: number;
};

/** φ_i per term; Σφ = gain up to `quadratureGap`. */
export type AttributedGain = ContributionValues & {
  /** L(w) and L(w + Σu), in nats. */
  readonly lossBefore: number;
  readonly lossAfter: number;
  /** Standard error of the gain, from its values per validation row, in nats. */
  readonly gainError: number;
  /** w + Σu. */
  readonly aggregate: Float64Array;
  /** Nodes of the quadrature rule. */
  readonly nodes: 2 | 5;
  /** Σφ − gain, in nats. */
  readonly quadratureGap: number;
};

/**
 * The production score's values: the path-integrated gradient of the game U(S) = −L(w + Σ_{i∈S} u_i),
 * φ_i = −∫₀¹ ⟨∇L(w + t·G), u_i⟩ dt with G = Σu (Aumann and Shapley 1974; as integrated gradients in Sundararajan et al.
 * 2017, eq. 1). Linear in u_i, so a term split over many identities is worth the same in total and an empty term
 * exactly 0; and terms are read one at a time, so that the values are the same bits however they are grouped, in
 * memory for the base, the aggregate and at most five gradients.
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
  const before = evaluate(network, base, validation);
  const after = evaluate(network, aggregate, validation);
  const gain = before.loss - after.loss;
  const path = integratePath({
    players: terms.count,
    slopesAt: (points) => pathSlopes({ network, base, aggregate, terms, validation }, points),
    gain,
    quadratureTolerance,
  });

  const rows = before.rowLosses.length;
  let squares = 0;
  for (let row = 0; row < rows; row++) {
    const deviation = (before.rowLosses[row] as number) - (after.rowLosses[row] as number) - gain;
    squares += deviation * deviation;
  }
  const gainError = rows > 1 ? Math.sqrt(squares / (rows - 1) / rows) : Infinity;
  return { ...path, evaluations: 2, lossBefore: before.loss, lossAfter: after.loss, gainError, aggregate };
}
