import type { Examples } from "../../learning/Examples.ts";
import { evaluate } from "../../learning/evaluate.ts";
import type { Network } from "../../learning/Network.ts";
import { sumFrom } from "../../learning/sumFrom.ts";
import { createCoalitionSums } from "./createCoalitionSums.ts";
import { createGame } from "./createGame.ts";
import type { DifferentiableGame } from "./DifferentiableGame.ts";
import { pathGradient } from "./pathGradient.ts";

export type AdditiveGameParameters = {
  readonly network: Network;
  readonly base: Float64Array;
  /** u_i: what each player adds to the base. */
  readonly terms: readonly Float64Array[];
  readonly validation: Examples;
};

/**
 * The game that is played: U(S) = −L(w + Σ_{i∈S} u_i) in nats, L the mean cross-entropy on the validation slice and u_i
 * player i's own term in the aggregate. A term does not depend on who else is there, so one that is empty is worth
 * exactly nothing to any coalition.
 * @throws LearningError when base, a term or the slice do not fit the network.
 */
export function createAdditiveGame({ network, base, terms, validation }: AdditiveGameParameters): DifferentiableGame {
  const sumOf = createCoalitionSums(base, terms);
  const aggregate = sumFrom(base, terms);
  const game = createGame(terms.length, (members) => -evaluate(network, sumOf(members), validation).loss);
  return Object.assign(game, {
    terms,
    pathGradient: (quadratureTolerance: number) =>
      pathGradient({ network, base, aggregate, validation, quadratureTolerance }),
  });
}
