import { log } from "../log.ts";
import { assertNoisySteps } from "./assertNoisySteps.ts";
import { PrivacyError } from "./PrivacyError.ts";
import type { NoisySteps } from "./PrivacyPlan.ts";
import { RENYI_ORDERS } from "./RENYI_ORDERS.ts";
import { renyiLoss } from "./renyiLoss.ts";

/**
 * The ε that trainings on the same rows give away together, at `delta`. Rényi losses add up; the conversion is
 * ε = min_α { loss(α) + ln((α − 1) / α) − (ln δ + ln α) / (α − 1) } (Canonne, Kamath and Steinke 2020, proposition 12;
 * Balle et al. 2020), over `RENYI_ORDERS`.
 * @throws PrivacyError `PRIVACY_BAD_VALUE` for a number out of its range.
 */
export function epsilonOf(trainings: readonly NoisySteps[], delta: number): number {
  if (!(delta > 0 && delta < 1)) {
    const message = `δ is ${delta}, but it is a probability between 0 and 1.`;
    throw new PrivacyError("PRIVACY_BAD_VALUE", message, "Choose it well below 1 / rows, such as 1e-5.");
  }
  for (const training of trainings) assertNoisySteps(training);
  if (trainings.length === 0) return 0;
  let least = Infinity;
  for (const order of RENYI_ORDERS) {
    let loss = log((order - 1) / order) - (log(delta) + log(order)) / (order - 1);
    for (const training of trainings) loss += renyiLoss(training, order);
    if (loss < least) least = loss;
  }
  return Math.max(0, least);
}
