import { scale } from "../../../src/learning/scale.ts";
import type { IdentityAttack } from "../AttackContext.ts";

/** Each of `identities` sends an equal part of one honest update. */
export function splitUpdate(identities: number): IdentityAttack {
  return ({ own }) => Array.from({ length: identities }, () => scale(own, 1 / identities));
}
