import { PrivacyError } from "./PrivacyError.ts";
import type { NoisySteps } from "./PrivacyPlan.ts";

/** @throws PrivacyError `PRIVACY_BAD_VALUE` for a sampling rate, noise or number of steps out of its range. */
export function assertNoisySteps({ samplingRate, noiseMultiplier, steps }: NoisySteps): void {
  if (!(samplingRate > 0 && samplingRate <= 1)) {
    const message = `The sampling rate is ${samplingRate}, but it is a probability above 0.`;
    throw new PrivacyError("PRIVACY_BAD_VALUE", message, "Divide the expected batch size by the number of rows.");
  }
  if (!(noiseMultiplier > 0 && noiseMultiplier < Infinity)) {
    const message = `The noise multiplier is ${noiseMultiplier}, but only finite noise above 0 has an ε.`;
    throw new PrivacyError("PRIVACY_BAD_VALUE", message, "Let noiseFor find one.");
  }
  if (!(Number.isSafeInteger(steps) && steps >= 1)) {
    const message = `Training takes a whole number of steps from 1, not ${steps}.`;
    throw new PrivacyError("PRIVACY_BAD_VALUE", message, "Give the steps that will be taken.");
  }
}
