import { cosine } from "../../src/learning/cosine.ts";
import { norm } from "../../src/learning/norm.ts";
import { subtract } from "../../src/learning/subtract.ts";
import type { ContributionValues } from "../../src/scoring/contribution/ContributionValues.ts";
import { createAdditiveGame } from "../../src/scoring/contribution/createAdditiveGame.ts";
import { createRenormalizedGame } from "../../src/scoring/contribution/createRenormalizedGame.ts";
import { correlations } from "../correlations.ts";
import type { GameRound, GameRounds } from "./GameRounds.ts";
import { methods, pathMethods } from "./methods.ts";

/** How close a method's values, summed over rounds, come to the exact Shapley values; means over seeds. */
export type MethodRow = {
  readonly name: string;
  /** 1 − cosine, Euclidean and greatest distance, the latter two in nats. */
  readonly cosineDistance: number;
  readonly distance: number;
  readonly greatest: number;
  readonly spearman: number;
  readonly pearson: number;
  /** Euclidean distance over the length of the exact values. */
  readonly relative: number;
  /** Per round. */
  readonly evaluations: number;
  readonly gradients: number;
  /** Of processor time. */
  readonly seconds: number;
};

type Valued = { readonly values: Float64Array } & Pick<MethodRow, "evaluations" | "gradients" | "seconds">;

/** Every method on every round of every seed; each starts from a game that knows no coalition. */
export function compareMethods(kind: "additive" | "renormalised", worlds: readonly GameRounds[]): MethodRow[] {
  const runs: [string, (round: GameRound, seed: number) => ContributionValues][] = [
    ...Object.entries(methods).map(
      ([name, method]): [string, (round: GameRound, seed: number) => ContributionValues] => [
        name,
        (round, seed) => method(kind === "additive" ? createAdditiveGame(round) : createRenormalizedGame(round), seed),
      ],
    ),
    ...(kind === "additive" ? Object.entries(pathMethods) : []).map(
      ([name, method]): [string, (round: GameRound) => ContributionValues] => [
        name,
        (round) => method(createAdditiveGame(round)),
      ],
    ),
  ];
  const valued = runs.map(([name, run]) => ({ name, worlds: worlds.map((world) => valueRounds(world, run)) }));
  const exact = valued[0]?.worlds as Valued[];
  return valued.map(({ name, worlds: own }) => {
    const mean = (of: (one: Valued, reference: Float64Array) => number): number =>
      own.reduce((sum, one, w) => sum + of(one, (exact[w] as Valued).values), 0) / own.length;
    const correlated = (one: Float64Array, reference: Float64Array) =>
      correlations([...one].map((value, i) => [value, reference[i] as number]));
    return {
      name,
      cosineDistance: mean(({ values }, reference) => 1 - cosine(values, reference)),
      distance: mean(({ values }, reference) => norm(subtract(values, reference))),
      greatest: mean(({ values }, reference) => Math.max(...subtract(values, reference).map(Math.abs))),
      spearman: mean(({ values }, reference) => correlated(values, reference).spearman),
      pearson: mean(({ values }, reference) => correlated(values, reference).pearson),
      relative: mean(({ values }, reference) => norm(subtract(values, reference)) / norm(reference)),
      evaluations: mean(({ evaluations }) => evaluations),
      gradients: mean(({ gradients }) => gradients),
      seconds: mean(({ seconds }) => seconds),
    };
  });
}

function valueRounds(
  { contributors, rounds }: GameRounds,
  run: (round: GameRound, seed: number) => ContributionValues,
): Valued {
  const values = new Float64Array(contributors);
  let evaluations = 0;
  let gradients = 0;
  const started = process.cpuUsage();
  for (const [r, round] of rounds.entries()) {
    const found = run(round, r + 1);
    for (const [k, i] of round.submitters.entries()) values[i] = (values[i] as number) + (found.values[k] as number);
    evaluations += found.evaluations / rounds.length;
    gradients += found.gradients / rounds.length;
  }
  const { user, system } = process.cpuUsage(started);
  return { values, evaluations, gradients, seconds: (user + system) / 1e6 / rounds.length };
}
