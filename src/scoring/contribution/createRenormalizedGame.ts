import type { Examples } from "../../learning/Examples.ts";
import { evaluate } from "../../learning/evaluate.ts";
import type { Network } from "../../learning/Network.ts";
import type { CoalitionGame } from "./CoalitionGame.ts";
import { createCoalitionSums } from "./createCoalitionSums.ts";
import { createGame } from "./createGame.ts";

export type RenormalizedGameParameters = {
  readonly network: Network;
  readonly base: Float64Array;
  /** x_i: the update of each player, not divided by the number of players. */
  readonly updates: readonly Float64Array[];
  readonly validation: Examples;
};

/**
 * The game of FedSV and GTG-Shapley: U(S) = −L(w + (1/|S|) Σ_{i∈S} x_i) in nats, the model that S alone would have
 * averaged (Wang et al. 2020; Liu et al. 2022), with equal weights because row counts are only claimed. For comparison, not for pay: with every player that joins the others count for less, so one that
 * submits nothing is paid for diluting bad updates.
 * @throws LearningError when base, an update or the slice do not fit the network.
 */
export function createRenormalizedGame(parameters: RenormalizedGameParameters): CoalitionGame {
  const { network, base, updates, validation } = parameters;
  const sumOf = createCoalitionSums(new Float64Array(base.length), updates);
  const weights = new Float64Array(base.length);
  return createGame(updates.length, (members) => {
    const size = members.reduce((count, member) => count + member, 0);
    const sum = sumOf(members);
    for (let p = 0; p < weights.length; p++) {
      weights[p] = (base[p] as number) + (size === 0 ? 0 : (sum[p] as number) / size);
    }
    return -evaluate(network, weights, validation).loss;
  });
}
