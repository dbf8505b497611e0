import { dot } from "../../learning/dot.ts";
import type { Examples } from "../../learning/Examples.ts";
import { evaluate } from "../../learning/evaluate.ts";
import { lossAndGradient } from "../../learning/lossAndGradient.ts";
import type { Network } from "../../learning/Network.ts";
import { subtract } from "../../learning/subtract.ts";

export type PathGradientParameters = {
  readonly network: Network;
  /** w, where the path starts, and w + G, where it ends. */
  readonly base: Float64Array;
  readonly aggregate: Float64Array;
  readonly validation: Examples;
  /** Largest |⟨A, G⟩ − gain| / |gain| at which two nodes are enough. */
  readonly quadratureTolerance: number;
};

export type PathGradient = {
  /** A = −∫₀¹ ∇L(w + t·G) dt, in nats per unit of each parameter: ⟨A, u⟩ is what a term u of G is worth. */
  readonly descent: Float64Array;
  /** L(w) and L(w + G), in nats. */
  readonly lossBefore: number;
  readonly lossAfter: number;
  /** Standard error of the gain L(w) − L(w + G), from its values per validation row, in nats. */
  readonly gainError: number;
  /** Gradients taken along the path: 2 or 5. */
  readonly nodes: 2 | 5;
  /** ⟨A, G⟩ − gain, in nats. */
  readonly quadratureGap: number;
};

type Rule = readonly (readonly [at: number, weight: number])[];

/** Gauss-Legendre nodes and weights on [0, 1] (Abramowitz and Stegun 25.4.30). */
const GAUSS_2: Rule = [
  [0.5 - Math.sqrt(3) / 6, 0.5],
  [0.5 + Math.sqrt(3) / 6, 0.5],
];
const NEAR = Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 6;
const FAR = Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 6;
const NEAR_WEIGHT = (322 + 13 * Math.sqrt(70)) / 1800;
const FAR_WEIGHT = (322 - 13 * Math.sqrt(70)) / 1800;
const GAUSS_5: Rule = [
  [0.5 - FAR, FAR_WEIGHT],
  [0.5 - NEAR, NEAR_WEIGHT],
  [0.5, 64 / 225],
  [0.5 + NEAR, NEAR_WEIGHT],
  [0.5 + FAR, FAR_WEIGHT],
];

/**
 * The mean descent direction of the validation loss on the straight path from w to w + G, by two Gauss-Legendre nodes;
 * by five when ⟨A, G⟩ misses the gain by more than the tolerance (integrated gradients: Sundararajan et al. 2017, eq. 1
 * and completeness). Two gradients of the slice, whatever the number of contributors.
 * @throws LearningError when shapes do not fit.
 */
export function pathGradient(parameters: PathGradientParameters): PathGradient {
  const { network, base, aggregate, validation, quadratureTolerance } = parameters;
  const before = evaluate(network, base, validation);
  const after = evaluate(network, aggregate, validation);
  const gain = before.loss - after.loss;
  const step = subtract(aggregate, base);

  let nodes: 2 | 5 = 2;
  let descent = integrate(parameters, step, GAUSS_2);
  let quadratureGap = dot(descent, step) - gain;
  if (!(Math.abs(quadratureGap) <= quadratureTolerance * Math.abs(gain))) {
    nodes = 5;
    descent = integrate(parameters, step, GAUSS_5);
    quadratureGap = dot(descent, step) - gain;
  }
  const gainError = standardError(before.rowLosses, after.rowLosses, gain);
  return { descent, lossBefore: before.loss, lossAfter: after.loss, gainError, nodes, quadratureGap };
}

function integrate({ network, base, validation }: PathGradientParameters, step: Float64Array, rule: Rule) {
  const descent = new Float64Array(base.length);
  const point = new Float64Array(base.length);
  for (const [at, weight] of rule) {
    for (let p = 0; p < point.length; p++) point[p] = (base[p] as number) + at * (step[p] as number);
    const { gradient } = lossAndGradient(network, point, validation);
    for (let p = 0; p < descent.length; p++) descent[p] = (descent[p] as number) - weight * (gradient[p] as number);
  }
  return descent;
}

/** Standard error of the mean difference of two losses per row; infinite for a single row. */
function standardError(before: Float64Array, after: Float64Array, mean: number): number {
  const rows = before.length;
  let squares = 0;
  for (let row = 0; row < rows; row++) {
    const deviation = (before[row] as number) - (after[row] as number) - mean;
    squares += deviation * deviation;
  }
  return rows > 1 ? Math.sqrt(squares / (rows - 1) / rows) : Infinity;
}
