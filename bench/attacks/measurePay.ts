import { PARTS_PER_BILLION } from "../../src/scoring/PARTS_PER_BILLION.ts";
import type { CleanWorld } from "./CleanWorld.ts";
import type { NamedAttack } from "./contributorAttacks.ts";
import { type PlayedWorld, playWorld } from "./playWorld.ts";

/** One world with attackers beside the same world without; pay in pots, over the rounds from the attack's first. */
export type PayMeasure = {
  /** Mean per attacker, and per honest contributor. */
  readonly attackerPay: number;
  readonly honestPay: number;
  /** What those honest contributors were paid in the world without attackers. */
  readonly cleanPay: number;
  /** The pots of the significant rounds, divided by all contributors. */
  readonly equalShare: number;
  /** After the last round, in [0, 1]. */
  readonly accuracy: number;
  readonly cleanAccuracy: number;
  readonly backdoor: number;
  readonly cleanBackdoor: number;
};

/** Plays the last `count` owners of a world as attackers. */
export function measurePay(
  { world, clean, honestUpdates }: CleanWorld,
  { attack, firstRound }: NamedAttack,
  count: number,
): PayMeasure {
  const owners = world.parts.length;
  const honest = Array.from({ length: owners - count }, (_, owner) => owner);
  const hostile = Array.from({ length: count }, (_, k) => owners - count + k);
  const played = playWorld(
    world,
    new Map(
      hostile.map((owner) => [
        owner,
        (context) => {
          const update = attack(context);
          return update === undefined ? [] : [update];
        },
      ]),
    ),
    honestUpdates,
  );
  const counted = played.rounds.slice(firstRound);
  return {
    attackerPay: meanPay(counted, hostile),
    honestPay: meanPay(counted, honest),
    cleanPay: meanPay(clean.rounds.slice(firstRound), honest),
    equalShare: counted.filter(({ result }) => result.isSignificant).length / owners,
    accuracy: played.accuracy,
    cleanAccuracy: clean.accuracy,
    backdoor: played.backdoor,
    cleanBackdoor: clean.backdoor,
  };
}

function meanPay(rounds: PlayedWorld["rounds"], owners: readonly number[]): number {
  let sum = 0;
  for (const { pay } of rounds) for (const owner of owners) sum += pay[owner] as number;
  return sum / PARTS_PER_BILLION / owners.length;
}
