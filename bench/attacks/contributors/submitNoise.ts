import type { ContributorAttack } from "../AttackContext.ts";

/** x ~ N(0, deviation²) per parameter: 1 is ByzFL's Gaussian attack, a tiny one is a free rider that moves no prediction. */
export function submitNoise(deviation: number): ContributorAttack {
  return ({ base, random }) => base.map(() => deviation * random.gaussian());
}
