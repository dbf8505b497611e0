import { dot } from "../learning/dot.ts";
import type { Examples } from "../learning/Examples.ts";
import { evaluate } from "../learning/evaluate.ts";
import { lossAndGradient } from "../learning/lossAndGradient.ts";
import type { Network } from "../learning/Network.ts";
import { sumFrom } from "../learning/sumFrom.ts";

export type AttributeGainParameters = {
  readonly network: Network;
  readonly base: Float64Array;
  /** u_i: what each contributor adds to the base. */
  readonly terms: readonly Float64Array[];
  readonly validation: Examples;
  /** Largest |Σφ − gain| / |gain| at which two nodes are enough. */
  readonly quadratureTolerance: number;
};

export type AttributedGain = {
  /** φ_i per term, in nats of mean validation loss; Σφ = gain up to `quadratureGap`. */
  readonly values: Float64Array;
  /** L(w) and L(w + Σu), in nats. */
  readonly lossBefore: number;
  readonly lossAfter: number;
  /** Standard error of the gain, from its values per validation row, in nats. */
  readonly gainError: number;
  /** w + Σu. */
  readonly aggregate: Float64Array;
  /** Gradients per term: 2 or 5. */
  readonly nodes: 2 | 5;
  /** Σφ − gain, in nats. */
  readonly quadratureGap: number;
};

/** Gauss-Legendre nodes and weights on [0, 1] (Abramowitz and Stegun 25.4.30). */
const GAUSS_2: readonly (readonly [number, number])[] = [
  [0.5 - Math.sqrt(3) / 6, 0.5],
  [0.5 + Math.sqrt(3) / 6, 0.5],
];
const NEAR = Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 6;
const FAR = Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 6;
const NEAR_WEIGHT = (322 + 13 * Math.sqrt(70)) / 1800;
const FAR_WEIGHT = (322 - 13 * Math.sqrt(70)) / 1800;
const GAUSS_5: readonly (readonly [number, number])[] = [
  [0.5 - FAR, FAR_WEIGHT],
  [0.5 - NEAR, NEAR_WEIGHT],
  [0.5, 64 / 225],
  [0.5 + NEAR, NEAR_WEIGHT],
  [0.5 + FAR, FAR_WEIGHT],
];

/**
 * Aumann-Shapley values of the game U(S) = −L(w + Σ_{i∈S} u_i): φ_i = −∫₀¹ ⟨∇L(w + t·G), u_i⟩ dt with G = Σu
 * (Aumann and Shapley 1974; as integrated gradients in Sundararajan et al. 2017, eq. 1). Linear in u_i, so a term split
 * over many identities is worth the same in total and an empty term exactly 0.
 */
export function attributeGain(parameters: AttributeGainParameters): AttributedGain {
  const { network, base, terms, validation, quadratureTolerance } = parameters;
  const aggregate = sumFrom(base, terms);
  const before = evaluate(network, base, validation);
  const after = evaluate(network, aggregate, validation);
  const gain = before.loss - after.loss;

  let nodes: 2 | 5 = 2;
  let values = integrate(parameters, aggregate, GAUSS_2);
  let quadratureGap = sum(values) - gain;
  if (!(Math.abs(quadratureGap) <= quadratureTolerance * Math.abs(gain))) {
    nodes = 5;
    values = integrate(parameters, aggregate, GAUSS_5);
    quadratureGap = sum(values) - gain;
  }

  const rows = before.rowLosses.length;
  let squares = 0;
  for (let row = 0; row < rows; row++) {
    const deviation = (before.rowLosses[row] as number) - (after.rowLosses[row] as number) - gain;
    squares += deviation * deviation;
  }
  const gainError = rows > 1 ? Math.sqrt(squares / (rows - 1) / rows) : Infinity;
  return { values, lossBefore: before.loss, lossAfter: after.loss, gainError, aggregate, nodes, quadratureGap };
}

function integrate(
  { network, base, terms, validation }: AttributeGainParameters,
  aggregate: Float64Array,
  rule: readonly (readonly [number, number])[],
): Float64Array {
  const values = new Float64Array(terms.length);
  for (const [t, weight] of rule) {
    const point = new Float64Array(base.length);
    for (let i = 0; i < point.length; i++) {
      const from = base[i] as number;
      point[i] = from + t * ((aggregate[i] as number) - from);
    }
    const { gradient } = lossAndGradient(network, point, validation);
    for (const [i, term] of terms.entries()) values[i] = (values[i] as number) - weight * dot(gradient, term);
  }
  return values;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
