import { scale } from "../../../src/learning/scale.ts";
import type { ContributorAttack } from "../AttackContext.ts";

/** x = −factor · own honest update (sign flipping, Li et al. 2019, RSA). */
export function flipSign(factor: number): ContributorAttack {
  return ({ own }) => scale(own, -factor);
}
