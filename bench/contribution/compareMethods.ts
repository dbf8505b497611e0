import { cosine } from "../../src/learning/cosine.ts";
import { norm } from "../../src/learning/norm.ts";
import { subtract } from "../../src/learning/subtract.ts";
import { correlations } from "../correlations.ts";
import type { GameRounds } from "./GameRounds.ts";
import { type GameKind, type Method, methodsFor } from "./methodsFor.ts";

/** How close a method's values, summed over rounds, come to those of the first method; means over seeds. */
export type MethodRow = {
  readonly name: string;
  /** 1 − cosine, Euclidean and greatest distance, the latter two in nats. */
  readonly cosineDistance: number;
  readonly distance: number;
  readonly greatest: number;
  readonly spearman: number;
  readonly pearson: number;
  /** Euclidean distance over the length of the reference. */
  readonly relative: number;
  /** Length of the standard errors that the method states over the length of the reference; NaN when it states none. */
  readonly stated: number;
  /** Per round. */
  readonly evaluations: number;
  readonly gradients: number;
  /** Of processor time. */
  readonly seconds: number;
};

type Valued = { readonly values: Float64Array; readonly squaredErrors: Float64Array } & Pick<
  MethodRow,
  "evaluations" | "gradients" | "seconds"
>;

/** Every method on every round of every seed. */
export function compareMethods(kind: GameKind, worlds: readonly GameRounds[]): MethodRow[] {
  const methods = methodsFor(kind, worlds[0]?.contributors ?? 0);
  const valued = methods.map((method) => ({ ...method, worlds: worlds.map((world) => valueRounds(world, method)) }));
  const references = valued[0]?.worlds as Valued[];
  return valued.map(({ name, worlds: own }) => {
    const mean = (of: (one: Valued, reference: Float64Array) => number): number =>
      own.reduce((sum, one, w) => sum + of(one, (references[w] as Valued).values), 0) / own.length;
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
      stated: mean(({ squaredErrors }, reference) => norm(squaredErrors.map(Math.sqrt)) / norm(reference)),
      evaluations: mean(({ evaluations }) => evaluations),
      gradients: mean(({ gradients }) => gradients),
      seconds: mean(({ seconds }) => seconds),
    };
  });
}

function valueRounds({ contributors, rounds }: GameRounds, { valuesOf }: Method): Valued {
  const values = new Float64Array(contributors);
  const squaredErrors = new Float64Array(contributors);
  let evaluations = 0;
  let gradients = 0;
  const started = process.cpuUsage();
  for (const [r, round] of rounds.entries()) {
    const found = valuesOf(round, r + 1);
    for (const [k, i] of round.submitters.entries()) {
      values[i] = (values[i] as number) + (found.values[k] as number);
      squaredErrors[i] = (squaredErrors[i] as number) + (found.standardErrors?.[k] ?? Number.NaN) ** 2;
    }
    evaluations += found.evaluations / rounds.length;
    gradients += found.gradients / rounds.length;
  }
  const { user, system } = process.cpuUsage(started);
  return { values, squaredErrors, evaluations, gradients, seconds: (user + system) / 1e6 / rounds.length };
}
