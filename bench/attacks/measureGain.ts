import { PARTS_PER_BILLION } from "../../src/scoring/PARTS_PER_BILLION.ts";
import type { IdentityAttack } from "./AttackContext.ts";
import type { CleanWorld } from "./CleanWorld.ts";
import { type PlayedWorld, playWorld } from "./playWorld.ts";

/** One owner's pay over all rounds and identities, in pots, beside what it is paid for plain honest work. */
export type GainMeasure = { readonly pay: number; readonly honestPay: number };

/** Plays one owner of a world as an attacker. */
export function measureGain(
  { world, clean, honestUpdates }: CleanWorld,
  attack: IdentityAttack,
  owner: number,
): GainMeasure {
  const played = playWorld(world, new Map([[owner, attack]]), honestUpdates);
  return { pay: payOf(played, owner), honestPay: payOf(clean, owner) };
}

function payOf({ rounds }: PlayedWorld, owner: number): number {
  return rounds.reduce((sum, { pay }) => sum + (pay[owner] as number), 0) / PARTS_PER_BILLION;
}
