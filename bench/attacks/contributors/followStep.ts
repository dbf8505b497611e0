import { norm } from "../../../src/learning/norm.ts";
import type { AttackContext, ContributorAttack } from "../AttackContext.ts";

/**
 * Others' work with a little of one's own: x = s + part · |s| · d / |d|, where s is the step that the last round applied and d
 * what `direction` makes of the attacker's knowledge.
 */
export function followStep(
  part: number,
  direction: (context: AttackContext) => Float64Array | undefined,
): ContributorAttack {
  return (context) => {
    const { lastStep } = context;
    if (lastStep === undefined) return undefined;
    const added = direction(context);
    if (added === undefined || norm(added) === 0) return lastStep;
    const factor = (part * norm(lastStep)) / norm(added);
    return lastStep.map((value, i) => value + factor * (added[i] as number));
  };
}
