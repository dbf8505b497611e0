import type { Examples } from "../../../src/learning/Examples.ts";
import { subtract } from "../../../src/learning/subtract.ts";
import { trainLocally } from "../../../src/learning/trainLocally.ts";
import type { AttackContext } from "../AttackContext.ts";

/** The update that the task's own training gives on other rows than the attacker's true ones. */
export function trainOn({ network, base, training, random }: AttackContext, examples: Examples): Float64Array {
  return subtract(trainLocally(network, base, examples, training, random), base);
}
