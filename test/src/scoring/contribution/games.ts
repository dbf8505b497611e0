import type { CoalitionGame } from "../../../../src/scoring/contribution/CoalitionGame.ts";
import { createGame } from "../../../../src/scoring/contribution/createGame.ts";
import type { DifferentiableGame } from "../../../../src/scoring/contribution/DifferentiableGame.ts";
import { scoreUpdates } from "../../../../src/scoring/scoreUpdates.ts";
import { termOf } from "../../../../src/scoring/termOf.ts";
import { roundWithFourHonestUpdates } from "../smallRound.ts";

const round = roundWithFourHonestUpdates();

/** What four honest contributors add to an untrained model, as the aggregate applies it. */
export const honestTerms: readonly Float64Array[] = scoreUpdates(round).explanations.map((explanation, i) =>
  termOf(round.updates[i]?.update, explanation, round.base.length),
);
export const honestUpdates: readonly Float64Array[] = round.updates.map(({ update }) => update as Float64Array);
export const setting = { network: round.network, base: round.base, validation: round.validation };

/** A game given by its utilities: bit i of the index says whether player i is in the coalition. */
export function gameOf(players: number, utilities: readonly number[]): CoalitionGame {
  return createGame(players, (members) => {
    const coalition = members.reduce((bits, member, i) => bits | (member << i), 0);
    return utilities[coalition] as number;
  });
}

/** Two owners of a left glove and one of a right glove; a pair is worth 1 (Shapley and Shubik 1969). */
export function gloveGame(): CoalitionGame {
  return gameOf(3, [0, 0, 0, 0, 0, 1, 1, 1]);
}

/** U(x) = Σ a_i x_i − ½ (Σ c_i x_i)²: by hand, φ_i = a_i − ½ c_i Σ c for Shapley and Aumann-Shapley alike. */
export function quadraticGame(a: readonly number[], c: readonly number[]): DifferentiableGame {
  const total = (weights: readonly number[], members: Uint8Array): number =>
    weights.reduce((sum, weight, i) => sum + weight * (members[i] as number), 0);
  const all = c.reduce((sum, weight) => sum + weight, 0);
  return Object.assign(
    createGame(a.length, (members) => total(a, members) - total(c, members) ** 2 / 2),
    {
      // The players' terms are the axes: what the descent direction holds on an axis is the player's value.
      terms: a.map((_, i) => Float64Array.from(a, (_, j) => (i === j ? 1 : 0))),
      pathGradient: () => ({
        descent: Float64Array.from(a, (slope, i) => slope - ((c[i] as number) * all) / 2),
        lossBefore: 0,
        lossAfter: all ** 2 / 2 - a.reduce((sum, weight) => sum + weight, 0),
        gainError: 0,
        nodes: 2 as const,
        quadratureGap: 0,
      }),
    },
  );
}

export function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
