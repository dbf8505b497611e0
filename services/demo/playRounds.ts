import { evaluate } from "../../src/learning/evaluate.ts";
import { subtract } from "../../src/learning/subtract.ts";
import type { RoundScores } from "../../src/scoring/RoundScores.ts";
import { scoreUpdates } from "../../src/scoring/scoreUpdates.ts";
import { termOf } from "../../src/scoring/termOf.ts";
import { createUpdate } from "./createUpdate.ts";
import type { Population, PublishedUpdate, RoundSlices } from "./population.ts";

export type PlayedRound = {
  /** Contributors that submitted, by index, in commit order; scores and explanations follow it. */
  readonly submitters: readonly number[];
  readonly updates: readonly Float64Array[];
  readonly result: RoundScores;
  /** u_i, in the same order. */
  readonly terms: readonly Float64Array[];
  /** The weights that the round started from. */
  readonly base: Float64Array;
  /** On the held-out test rows, after the round, in [0, 1]. */
  readonly accuracy: number;
};

const MOST_STEPS = 3;

/** Seed of a round's reference update, as the demo's tasks declare it. */
export function roundSeed(population: Population, round: number): number {
  return (population.seed * 1000 + round) >>> 0;
}

/**
 * All rounds of a population, off chain: what the chain's part of the demo settles is computed the same way.
 * `submit` may replace what contributors submit, to study other attacks.
 */
export function playRounds(population: Population, submit: typeof createUpdate = createUpdate): PlayedRound[] {
  const played: PlayedRound[] = [];
  const published: PublishedUpdate[] = [];
  const steps: Float64Array[] = [];
  let base = population.initialParameters;
  for (const [round, slices] of population.slices.entries()) {
    const next = playRound(population, round, slices, base, published, steps, submit);
    for (const [k, contributor] of next.submitters.entries()) {
      published.push({
        round,
        contributor,
        update: next.updates[k] as Float64Array,
        score: next.result.scores[k] as number,
      });
    }
    if (next.result.isApplied) steps.unshift(subtract(next.result.aggregate, base));
    base = next.result.aggregate;
    played.push(next);
  }
  return played;
}

function playRound(
  population: Population,
  round: number,
  { root, validation }: RoundSlices,
  base: Float64Array,
  published: readonly PublishedUpdate[],
  steps: readonly Float64Array[],
  submit: typeof createUpdate,
): PlayedRound {
  const submitters: number[] = [];
  const updates: Float64Array[] = [];
  for (const contributor of population.contributors.keys()) {
    const update = submit({ population, round, contributor, base, published });
    if (update === undefined) continue;
    submitters.push(contributor);
    updates.push(update);
  }
  const { network, training, test } = population;
  const result = scoreUpdates({
    network,
    base,
    updates: updates.map((update, k) => ({ contributor: String(submitters[k]), update })),
    published: published.map((earlier) => ({ ...earlier, contributor: String(earlier.contributor) })),
    steps: steps.slice(0, MOST_STEPS),
    root,
    validation,
    training,
    seed: roundSeed(population, round),
  });
  const terms = result.explanations.map((explanation, k) => termOf(updates[k], explanation, base.length));
  return { submitters, updates, result, terms, base, accuracy: evaluate(network, result.aggregate, test).accuracy };
}
