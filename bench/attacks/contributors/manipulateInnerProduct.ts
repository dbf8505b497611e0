import { scale } from "../../../src/learning/scale.ts";
import type { ContributorAttack } from "../AttackContext.ts";
import { meanOf } from "./meanOf.ts";

/** x = −ε · mean of the honest updates (inner product manipulation, Xie, Koyejo and Gupta 2020, section 4). */
export function manipulateInnerProduct(epsilon: number): ContributorAttack {
  return ({ others }) => scale(meanOf(others), -epsilon);
}
