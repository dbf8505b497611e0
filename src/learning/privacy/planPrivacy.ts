import { epsilonOf } from "./epsilonOf.ts";
import { type NoiseForParameters, noiseFor } from "./noiseFor.ts";
import { PrivacyError } from "./PrivacyError.ts";
import type { PrivacyPlan } from "./PrivacyPlan.ts";

export type PlanPrivacyParameters = NoiseForParameters & { readonly clipNorm: number };

/**
 * Decides how much noise a training needs, before it starts. The plan's `epsilon` is what is really given away: at most
 * the one asked for.
 * @throws PrivacyError `PRIVACY_UNREACHABLE` when no noise is enough, `PRIVACY_BAD_VALUE` for a number out of its range.
 */
export function planPrivacy(parameters: PlanPrivacyParameters): PrivacyPlan {
  const { delta, samplingRate, steps, clipNorm, earlier = [] } = parameters;
  if (!(clipNorm > 0 && clipNorm < Infinity)) {
    const message = `The clip norm is ${clipNorm}, but it is a length above 0.`;
    throw new PrivacyError(
      "PRIVACY_BAD_VALUE",
      message,
      "Choose one near the usual length of a row's gradient, such as 1.",
    );
  }
  const noiseMultiplier = noiseFor(parameters);
  const epsilon = epsilonOf([...earlier, { samplingRate, noiseMultiplier, steps }], delta);
  return { epsilon, delta, noiseMultiplier, clipNorm, samplingRate, steps, earlier };
}
