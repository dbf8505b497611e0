import { trustedAggregate } from "../../src/learning/aggregation/trustedAggregate.ts";
import { createRandom } from "../../src/learning/createRandom.ts";
import { evaluate } from "../../src/learning/evaluate.ts";
import { subtract } from "../../src/learning/subtract.ts";
import { sumFrom } from "../../src/learning/sumFrom.ts";
import { trainLocally } from "../../src/learning/trainLocally.ts";
import type { PublishedUpdate } from "../../src/scoring/findDuplicates.ts";
import type { RoundScores } from "../../src/scoring/RoundScores.ts";
import { scoreUpdates } from "../../src/scoring/scoreUpdates.ts";
import type { LabWorld } from "../worlds/LabWorld.ts";
import type { EarlierUpdate, IdentityAttack } from "./AttackContext.ts";
import { backdoorSuccess } from "./backdoor.ts";
import type { HonestUpdates } from "./createHonestUpdates.ts";

/** What the owner at an index does instead of submitting its honest update. */
export type Attackers = ReadonlyMap<number, IdentityAttack>;

export type LabRound = {
  /** Score per owner, over all its identities, in parts per billion of the pot. */
  readonly pay: readonly number[];
  /** Identities per owner that submitted. */
  readonly identities: readonly number[];
  readonly result: RoundScores;
};

export type PlayedWorld = {
  readonly rounds: readonly LabRound[];
  /** On the test rows after the last round, in [0, 1]. */
  readonly accuracy: number;
  /** Part of the triggered test rows that the last model sends to the backdoor's target, in [0, 1]. */
  readonly backdoor: number;
};

/** Plays all rounds of a world under the production score. Owners commit in index order. */
export function playWorld(world: LabWorld, attackers: Attackers, honestUpdates: HonestUpdates): PlayedWorld {
  const { network, training, slices, test } = world;
  const rounds: LabRound[] = [];
  const earlier: EarlierUpdate[] = [];
  const published: PublishedUpdate[] = [];
  const steps: Float64Array[] = [];
  let base = world.initial;
  let lastStep: Float64Array | undefined;
  for (const [round, { root, validation }] of slices.entries()) {
    const seed = (world.seed * 1000 + round) >>> 0;
    const honest = honestUpdates(round, base);
    const submitted = submit(world, { round, base, lastStep, earlier, attackers, seed, honest });
    const updates = submitted.flatMap((own, owner) =>
      own.map((update, k) => ({ contributor: `${owner}.${k}`, update })),
    );
    const result = scoreUpdates({
      network,
      base,
      updates,
      published: published.slice(),
      steps: steps.slice(),
      root,
      validation,
      training,
      seed,
    });
    let next = 0;
    const pay = submitted.map((own, owner) => {
      let sum = 0;
      for (const update of own) {
        const score = result.scores[next] as number;
        const { contributor } = updates[next++] as (typeof updates)[number];
        published.push({ contributor, update, score });
        earlier.push({ round, owner, update, score });
        sum += score;
      }
      return sum;
    });
    rounds.push({ pay, identities: submitted.map(({ length }) => length), result });
    lastStep = result.isApplied ? subtract(result.aggregate, base) : undefined;
    if (lastStep !== undefined) steps.unshift(lastStep);
    base = result.aggregate;
  }
  return { rounds, accuracy: evaluate(network, base, test).accuracy, backdoor: backdoorSuccess(network, base, test) };
}

type SubmitParameters = {
  readonly round: number;
  readonly base: Float64Array;
  readonly lastStep: Float64Array | undefined;
  readonly earlier: readonly EarlierUpdate[];
  readonly attackers: Attackers;
  readonly seed: number;
  /** What each owner would submit if it were honest. */
  readonly honest: readonly Float64Array[];
};

/** Every owner's updates of a round, one per identity. */
function submit(world: LabWorld, { attackers, seed, honest, ...round }: SubmitParameters): (readonly Float64Array[])[] {
  const { network, training, parts, slices, shadow } = world;
  if (attackers.size === 0) return honest.map((update) => [update]);

  const { root } = slices[round.round] as LabWorld["slices"][number];
  const reference = subtract(trainLocally(network, round.base, root, training, createRandom(seed)), round.base);
  const aggregate = (updates: readonly Float64Array[]): Float64Array =>
    sumFrom(new Float64Array(round.base.length), trustedAggregate(updates, reference).terms);
  const others = honest.filter((_, owner) => !attackers.has(owner));
  return honest.map((own, owner) => {
    const attack = attackers.get(owner);
    if (attack === undefined) return [own];
    return attack({
      ...round,
      network,
      training,
      owner,
      examples: parts[owner] as LabWorld["test"],
      own,
      others,
      attackers: attackers.size,
      shadow,
      aggregate,
      random: createRandom(world.seed, 6, round.round, owner),
    });
  });
}
