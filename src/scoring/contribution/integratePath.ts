export type IntegratePathParameters = {
  readonly players: number;
  /** Slopes per player at each of the given points of the path, in nats; see DifferentiableGame. */
  slopesAt(points: readonly number[]): Float64Array[];
  /** U(N) − U(∅): what the values should sum to, in nats. */
  readonly gain: number;
  /** Largest |Σφ − gain| / |gain| at which two nodes are enough. */
  readonly quadratureTolerance: number;
};

export type IntegratedPath = {
  /** φ_i = ∫₀¹ slope_i(t) dt, in nats. */
  readonly values: Float64Array;
  /** Nodes of the rule that gave the values. */
  readonly nodes: 2 | 5;
  /** Gradients computed: 2, or 7 when two nodes were not enough. */
  readonly gradients: 2 | 7;
  /** Σφ − gain, in nats. */
  readonly quadratureGap: number;
};

type Rule = readonly (readonly [point: number, weight: number])[];

const NEAR = Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 6;
const FAR = Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 6;
const NEAR_WEIGHT = (322 + 13 * Math.sqrt(70)) / 1800;
const FAR_WEIGHT = (322 - 13 * Math.sqrt(70)) / 1800;
const GAUSS_2: Rule = [
  [0.5 - Math.sqrt(3) / 6, 0.5],
  [0.5 + Math.sqrt(3) / 6, 0.5],
];
const GAUSS_5: Rule = [
  [0.5 - FAR, FAR_WEIGHT],
  [0.5 - NEAR, NEAR_WEIGHT],
  [0.5, 64 / 225],
  [0.5 + NEAR, NEAR_WEIGHT],
  [0.5 + FAR, FAR_WEIGHT],
];

/**
 * Integrates slopes along the path by two Gauss-Legendre nodes (Abramowitz and Stegun 25.4.30, moved to [0, 1]). What
 * the values miss of the gain is known; where it exceeds the tolerance, the path is integrated again by five nodes.
 */
export function integratePath(parameters: IntegratePathParameters): IntegratedPath {
  const { gain, quadratureTolerance } = parameters;
  const two = integrate(parameters, GAUSS_2);
  const twoGap = sum(two) - gain;
  // Negated, so that NaN asks for five nodes as well.
  if (!(Math.abs(twoGap) <= quadratureTolerance * Math.abs(gain))) {
    const five = integrate(parameters, GAUSS_5);
    return { values: five, nodes: 5, gradients: 7, quadratureGap: sum(five) - gain };
  }
  return { values: two, nodes: 2, gradients: 2, quadratureGap: twoGap };
}

function integrate({ players, slopesAt }: IntegratePathParameters, rule: Rule): Float64Array {
  const slopes = slopesAt(rule.map(([point]) => point));
  const values = new Float64Array(players);
  for (const [k, [, weight]] of rule.entries()) {
    const slope = slopes[k] as Float64Array;
    for (let i = 0; i < players; i++) values[i] = (values[i] as number) + weight * (slope[i] as number);
  }
  return values;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
