import type { ContributorAttack } from "../AttackContext.ts";
import { addNoise } from "./addNoise.ts";

/**
 * An honest contributor's update of this very round, seen before it was sealed, with noise of `noise` times its length;
 * 0 is an exact duplicate. Attackers spread over the honest contributors and commit after them.
 */
export function copySpied(noise: number): ContributorAttack {
  return ({ others, owner, random }) => addNoise(others[owner % others.length] as Float64Array, noise, random);
}
