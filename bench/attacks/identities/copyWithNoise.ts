import type { IdentityAttack } from "../AttackContext.ts";
import { addNoise } from "../contributors/addNoise.ts";

/** One honest update, sent by each of `identities`; all but the first add noise of `noise` times its length. */
export function copyWithNoise(identities: number, noise: number): IdentityAttack {
  return ({ own, random }) => [own, ...Array.from({ length: identities - 1 }, () => addNoise(own, noise, random))];
}
