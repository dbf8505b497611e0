import { lossAndGradient } from "../../../src/learning/lossAndGradient.ts";
import { norm } from "../../../src/learning/norm.ts";
import type { ContributorAttack } from "../AttackContext.ts";

/** Part of the update that comes from the attacker's rows, by length. */
const OWN_PART = 0.5;

/**
 * One gradient instead of training: x = |s| · (s/|s| − ½ ∇L(w)/|∇L(w)|), where s is the step that the last round applied and
 * the gradient is taken once, on the attacker's rows.
 */
export const workLazily: ContributorAttack = ({ network, base, examples, lastStep }) => {
  if (lastStep === undefined) return undefined;
  const { gradient } = lossAndGradient(network, base, examples);
  const slope = norm(gradient);
  if (slope === 0) return lastStep;
  const factor = (OWN_PART * norm(lastStep)) / slope;
  return lastStep.map((value, i) => value - factor * (gradient[i] as number));
};
