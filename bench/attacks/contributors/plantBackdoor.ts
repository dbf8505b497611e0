import { scale } from "../../../src/learning/scale.ts";
import type { ContributorAttack } from "../AttackContext.ts";
import { BACKDOOR_TARGET, withTrigger } from "../backdoor.ts";
import { trainOn } from "./trainOn.ts";

/**
 * Honest rows plus the same rows with the trigger and the target's label (Gu et al. 2017, BadNets; in federated form
 * Bagdasaryan et al. 2020), sent `boost` times as long.
 */
export function plantBackdoor(boost: number): ContributorAttack {
  return (context) => {
    const { width, features, labels } = context.examples;
    const triggered = withTrigger(context.examples);
    const poisoned = {
      width,
      features: Float64Array.from([...features, ...triggered.features]),
      labels: Uint32Array.from([...labels, ...labels.map(() => BACKDOOR_TARGET)]),
    };
    return scale(trainOn(context, poisoned), boost);
  };
}
