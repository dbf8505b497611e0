import type { AggregationRule } from "../../src/learning/aggregation/AggregationRule.ts";
import { createRandom } from "../../src/learning/createRandom.ts";
import { evaluate } from "../../src/learning/evaluate.ts";
import { norm } from "../../src/learning/norm.ts";
import { subtract } from "../../src/learning/subtract.ts";
import { sumFrom } from "../../src/learning/sumFrom.ts";
import { trainLocally } from "../../src/learning/trainLocally.ts";
import type { RuleSetting } from "../aggregationRules.ts";
import type { LabWorld } from "../worlds/LabWorld.ts";
import { backdoorSuccess } from "./backdoor.ts";
import type { NamedAttack } from "./contributorAttacks.ts";

export type TrainUnderAttackParameters = {
  readonly world: LabWorld;
  /** Makes the rule of a round. */
  readonly rule: (setting: RuleSetting) => AggregationRule;
  /** Undefined: everybody is honest. */
  readonly attack: NamedAttack | undefined;
  readonly attackers: number;
  readonly rounds: number;
};

export type TrainedUnderAttack = {
  /** On the test rows after the last round, in [0, 1]. */
  readonly accuracy: number;
  /** Part of the triggered test rows that the last model sends to the backdoor's target, in [0, 1]. */
  readonly backdoor: number;
};

/**
 * Federated training without scores: the last `attackers` owners attack, `rule` combines, every step is applied. The rule is
 * told the true number of attackers; the root slice is the world's first, in every round. Centered clipping's radius is the
 * median length of honest updates, which no server knows: the rule is shown at its best.
 */
export function trainUnderAttack(parameters: TrainUnderAttackParameters): TrainedUnderAttack {
  const { world, rule, attack, attackers, rounds } = parameters;
  const { network, training, parts, test, shadow } = world;
  const { root } = world.slices[0] as LabWorld["slices"][number];
  const honestCount = attack === undefined ? parts.length : parts.length - attackers;
  let base = world.initial;
  let lastStep: Float64Array | undefined;
  for (let round = 0; round < rounds; round++) {
    const at = base;
    const own = parts.map((examples, owner) =>
      subtract(trainLocally(network, at, examples, training, createRandom(world.seed, 4, round, owner)), at),
    );
    const seed = (world.seed * 1000 + round) >>> 0;
    const reference = subtract(trainLocally(network, at, root, training, createRandom(seed)), at);
    // An attack may drive the weights so far that training overflows: the model is lost, and stays as it is.
    if ([...own, reference].some((update) => !update.every(Number.isFinite))) break;
    const aggregate = rule({
      byzantineCount: attackers,
      reference,
      center: lastStep ?? new Float64Array(at.length),
      radius: medianOf(own.map(norm)),
      seed,
    });
    const others = own.slice(0, honestCount);
    const submit = (owner: number): Float64Array | undefined =>
      attack?.attack({
        network,
        training,
        round,
        owner,
        base: at,
        examples: parts[owner] as LabWorld["test"],
        own: own[owner] as Float64Array,
        others,
        attackers,
        earlier: [],
        lastStep,
        shadow,
        aggregate,
        random: createRandom(world.seed, 6, round, owner),
      });
    const hostile: Float64Array[] = [];
    for (let owner = honestCount; owner < parts.length; owner++) {
      const shared = attack?.isShared ? hostile[0] : undefined;
      const update = shared ?? submit(owner);
      if (update !== undefined) hostile.push(update);
    }
    lastStep = aggregate([...others, ...hostile]);
    base = sumFrom(base, [lastStep]);
  }
  return { accuracy: evaluate(network, base, test).accuracy, backdoor: backdoorSuccess(network, base, test) };
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}
