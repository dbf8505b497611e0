import { epsilonOf } from "./epsilonOf.ts";
import { PrivacyError } from "./PrivacyError.ts";
import type { NoisySteps } from "./PrivacyPlan.ts";

export type NoiseForParameters = {
  /** Not to be exceeded by this training and the `earlier` ones together. */
  readonly epsilon: number;
  readonly delta: number;
  readonly samplingRate: number;
  readonly steps: number;
  readonly earlier?: readonly NoisySteps[];
};

/** More noise than this drowns anything that a table of any size could teach. */
const MOST_NOISE = 1e6;
/** ε falls as noise grows; this many halvings leave a relative error below 1e-9. */
const HALVINGS = 50;

/**
 * The smallest noise multiplier that keeps ε, by bisection; always on the safe side.
 * @throws PrivacyError `PRIVACY_UNREACHABLE` when no noise does, `PRIVACY_BAD_VALUE` for a number out of its range.
 */
export function noiseFor({ epsilon, delta, samplingRate, steps, earlier = [] }: NoiseForParameters): number {
  if (!(epsilon > 0 && epsilon < Infinity)) {
    const message = `ε is ${epsilon}, but it has to be finite and above 0.`;
    throw new PrivacyError("PRIVACY_BAD_VALUE", message, "Usual choices are 1 (strong) to 8 (weak).");
  }
  const keeps = (noiseMultiplier: number): boolean =>
    epsilonOf([...earlier, { samplingRate, noiseMultiplier, steps }], delta) <= epsilon;
  let enough = 1;
  while (!keeps(enough)) {
    enough *= 2;
    if (enough > MOST_NOISE) {
      const message = `No noise keeps ε = ${epsilon} at δ = ${delta} over ${steps} steps after ${earlier.length} earlier trainings.`;
      throw new PrivacyError(
        "PRIVACY_UNREACHABLE",
        message,
        "Allow a larger ε or δ, or train on rows not used before.",
      );
    }
  }
  let tooLittle = enough > 1 ? enough / 2 : 0;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (tooLittle + enough) / 2;
    if (middle === tooLittle || middle === enough) break;
    if (keeps(middle)) enough = middle;
    else tooLittle = middle;
  }
  return enough;
}
