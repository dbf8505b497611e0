import { compareAccuracy } from "../services/demo/compareAccuracy.ts";
import { playRounds } from "../services/demo/playRounds.ts";
import type { Population, Role } from "../services/demo/population.ts";
import { createAdditiveGame } from "../src/scoring/contribution/createAdditiveGame.ts";
import { exactShapley } from "../src/scoring/contribution/exactShapley.ts";
import { PARTS_PER_BILLION } from "../src/scoring/PARTS_PER_BILLION.ts";

export type MeasuredWorld = {
  /** Pay over all rounds per contributor, in pots. */
  readonly pay: Float64Array;
  readonly roles: readonly Role[];
  /** Per honest contributor and paid round: its score as a part of the round's, its exact Shapley value as a part of the round's positive ones. */
  readonly pairs: readonly (readonly [score: number, shapley: number])[];
  /** Test accuracy after each round, in [0, 1]. */
  readonly accuracy: readonly number[];
  readonly alone: number;
  readonly pooled: number;
  /** Per round: was it significant, and which part of the pot was paid. */
  readonly significant: readonly boolean[];
  readonly paidOut: readonly number[];
  /** Honest updates of significant rounds that were called a copy or no work. */
  readonly honestRefused: number;
};

/** Plays one population and measures who was paid for what, against exact Shapley values of the same game. */
export function measureWorld(population: Population): MeasuredWorld {
  const roles = population.contributors.map(({ role }) => role);
  const pay = new Float64Array(roles.length);
  const pairs: [number, number][] = [];
  let honestRefused = 0;
  const played = playRounds(population);
  for (const [round, { submitters, result, terms, base }] of played.entries()) {
    const { validation } = population.slices[round] as (typeof population.slices)[number];
    const values = exactShapley(createAdditiveGame({ network: population.network, base, terms, validation })).values;
    const positive = values.reduce((sum, value) => sum + Math.max(0, value), 0);
    const paid = result.scores.reduce((sum, score) => sum + score, 0);
    for (const [k, contributor] of submitters.entries()) {
      const score = result.scores[k] as number;
      pay[contributor] = (pay[contributor] as number) + score / PARTS_PER_BILLION;
      if (roles[contributor] !== "honest") continue;
      if (paid > 0) pairs.push([score / paid, (values[k] as number) / positive]);
      if (result.isSignificant && /^(duplicate|no-work)/.test(result.explanations[k]?.status ?? "")) honestRefused++;
    }
  }
  return {
    pay,
    roles,
    pairs,
    accuracy: played.map(({ accuracy }) => accuracy),
    ...compareAccuracy(population),
    significant: played.map(({ result }) => result.isSignificant),
    paidOut: played.map(({ result }) => result.scores.reduce((sum, score) => sum + score, 0) / PARTS_PER_BILLION),
    honestRefused,
  };
}
