import { PARTS_PER_BILLION } from "../../src/scoring/PARTS_PER_BILLION.ts";
import type { LabWorld } from "../worlds/LabWorld.ts";
import type { IdentityAttack } from "./AttackContext.ts";
import { type PlayedWorld, playWorld } from "./playWorld.ts";

/** One owner's pay over all rounds and identities, in pots, beside what it is paid for plain honest work. */
export type GainMeasure = { readonly pay: number; readonly honestPay: number };

/** Plays one owner of a world as an attacker; `clean` is the same world without any. */
export function measureGain(world: LabWorld, attack: IdentityAttack, owner: number, clean: PlayedWorld): GainMeasure {
  const played = playWorld(world, new Map([[owner, attack]]));
  return { pay: payOf(played, owner), honestPay: payOf(clean, owner) };
}

function payOf({ rounds }: PlayedWorld, owner: number): number {
  return rounds.reduce((sum, { pay }) => sum + (pay[owner] as number), 0) / PARTS_PER_BILLION;
}
