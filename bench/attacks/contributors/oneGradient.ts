import { lossAndGradient } from "../../../src/learning/lossAndGradient.ts";
import { scale } from "../../../src/learning/scale.ts";
import type { AttackContext } from "../AttackContext.ts";

/** −∇L(w) over the attacker's rows: the least that still uses them. */
export function oneGradient({ network, base, examples }: AttackContext): Float64Array {
  return scale(lossAndGradient(network, base, examples).gradient, -1);
}
