import { epsilonOf } from "./epsilonOf.ts";
import { type NoiseForParameters, noiseFor } from "./noiseFor.ts";
import { PrivacyError } from "./PrivacyError.ts";
import type { PrivacyPlan } from "./PrivacyPlan.ts";

export type PlanPrivacyParameters = NoiseForParameters & {
  /** See `PrivacyPlan`. */
  readonly clipNorm: number;
  /** Trainings like this one that ε has to last for, this one included; 1 unless given. */
  readonly rounds?: number;
};

/**
 * Decides how much noise a training needs, before it starts. The plan's `epsilon` is what is given away once it is
 * carried out: at most the one asked for, and less as long as further rounds are to come.
 * @throws PrivacyError `PRIVACY_UNREACHABLE` when no noise is enough, `PRIVACY_BAD_VALUE` for a number out of its range.
 */
export function planPrivacy(parameters: PlanPrivacyParameters): PrivacyPlan {
  const { delta, samplingRate, steps, clipNorm, earlier = [], rounds = 1 } = parameters;
  if (!(clipNorm > 0 && clipNorm < Infinity)) {
    const message = `The clip norm is ${clipNorm}, but it is a length above 0.`;
    throw new PrivacyError(
      "PRIVACY_BAD_VALUE",
      message,
      "Choose one near the usual length of a row's gradient, such as 1.",
    );
  }
  const noiseMultiplier = noiseFor({ ...parameters, steps: steps * rounds });
  const epsilon = epsilonOf([...earlier, { samplingRate, noiseMultiplier, steps }], delta);
  return { epsilon, delta, noiseMultiplier, clipNorm, samplingRate, steps, earlier };
}
