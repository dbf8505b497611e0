import { scale } from "../../../src/learning/scale.ts";
import type { IdentityAttack } from "../AttackContext.ts";

/** One identity that sends `factor` times its honest update. */
export function scaleUpdate(factor: number): IdentityAttack {
  return ({ own }) => [scale(own, factor)];
}
