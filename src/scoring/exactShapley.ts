import { BaseError } from "../errors/BaseError.ts";
import type { Examples } from "../learning/Examples.ts";
import { evaluate } from "../learning/evaluate.ts";
import type { Network } from "../learning/Network.ts";

export type ExactShapleyParameters = {
  readonly network: Network;
  readonly base: Float64Array;
  /** u_i per contributor, at most 12: the cost is 2^n evaluations. */
  readonly terms: readonly Float64Array[];
  readonly validation: Examples;
};

const MOST_CONTRIBUTORS = 12;

/**
 * Shapley values of the game U(S) = −L(w + Σ_{i∈S} u_i), in nats, by enumerating every coalition (Shapley 1953):
 * φ_i = Σ_{S∌i} |S|! (n−|S|−1)! / n! · (U(S∪i) − U(S)). The reference that the production score is measured against.
 * @throws BaseError `SCORING_TOO_MANY_CONTRIBUTORS` above 12.
 */
export function exactShapley({ network, base, terms, validation }: ExactShapleyParameters): Float64Array {
  const n = terms.length;
  if (n > MOST_CONTRIBUTORS) {
    const remedy = "Use attributeGain, which needs two gradients for any number of contributors.";
    throw new BaseError(
      "SCORING_TOO_MANY_CONTRIBUTORS",
      `Exact Shapley values of ${n} contributors need 2^${n} evaluations; the most is ${MOST_CONTRIBUTORS}.`,
      { remedy },
    );
  }
  const utilities = new Float64Array(1 << n);
  const weights = new Float64Array(base.length);
  for (let coalition = 0; coalition < utilities.length; coalition++) {
    weights.set(base);
    for (let i = 0; i < n; i++) {
      if ((coalition & (1 << i)) === 0) continue;
      const term = terms[i] as Float64Array;
      for (let p = 0; p < weights.length; p++) weights[p] = (weights[p] as number) + (term[p] as number);
    }
    utilities[coalition] = -evaluate(network, weights, validation).loss;
  }

  // Weight of a coalition of s others: s! (n − s − 1)! / n! = 1 / (n · C(n − 1, s)).
  const coalitionWeights = new Float64Array(n);
  let choose = 1;
  for (let s = 0; s < n; s++) {
    coalitionWeights[s] = 1 / (n * choose);
    choose = (choose * (n - 1 - s)) / (s + 1);
  }
  const values = new Float64Array(n);
  for (let coalition = 0; coalition < utilities.length; coalition++) {
    const weight = coalitionWeights[sizeOf(coalition)] ?? 0;
    for (let i = 0; i < n; i++) {
      if ((coalition & (1 << i)) !== 0) continue;
      const marginal = (utilities[coalition | (1 << i)] as number) - (utilities[coalition] as number);
      values[i] = (values[i] as number) + weight * marginal;
    }
  }
  return values;
}

function sizeOf(coalition: number): number {
  let size = 0;
  for (let bits = coalition; bits !== 0; bits >>= 1) size += bits & 1;
  return size;
}
