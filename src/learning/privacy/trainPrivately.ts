import { assertFits } from "../assertFits.ts";
import { createOptimizer } from "../createOptimizer.ts";
import type { Examples } from "../Examples.ts";
import type { Network } from "../Network.ts";
import type { TrainingOptions } from "../TrainingOptions.ts";
import { addClippedGradient } from "./addClippedGradient.ts";
import { assertNoisySteps } from "./assertNoisySteps.ts";
import type { SecureRandom } from "./createSecureRandom.ts";
import type { PrivacyPlan } from "./PrivacyPlan.ts";

export type PrivateTrainingOptions = {
  readonly plan: PrivacyPlan;
  /** What the optimizer does with a noisy gradient; it sees no row, so it costs no privacy. */
  readonly optimization: Pick<TrainingOptions, "learningRate" | "weightDecay" | "optimizer">;
};

/**
 * DP-SGD (Abadi et al. 2016, algorithm 1, with its batches drawn row by row): from `base` (left untouched), every step
 * sums the clipped gradients of a random batch, adds noise of deviation σ · C to each coordinate and divides by the
 * expected batch size. Returns the new parameters [P]; whoever sees the update learns about one row no more than
 * `plan` says. The number of rows is taken as public.
 * @throws LearningError when shapes do not fit, PrivacyError for a plan without meaning.
 */
export function trainPrivately(
  network: Network,
  base: Float64Array,
  examples: Examples,
  { plan, optimization }: PrivateTrainingOptions,
  random: SecureRandom,
): Float64Array {
  assertFits(network, base, examples);
  assertNoisySteps(plan);
  const rows = examples.labels.length;
  const expectedBatch = plan.samplingRate * rows;
  const deviation = plan.noiseMultiplier * plan.clipNorm;
  const parameters = base.slice();
  const gradient = new Float64Array(base.length);
  const step = createOptimizer(base.length, { ...optimization, steps: plan.steps, batchSize: expectedBatch });
  for (let s = 0; s < plan.steps; s++) {
    gradient.fill(0);
    for (let row = 0; row < rows; row++) {
      if (random.uniform() < plan.samplingRate) {
        addClippedGradient(gradient, { network, parameters, examples, row, clipNorm: plan.clipNorm });
      }
    }
    for (let i = 0; i < gradient.length; i++) {
      gradient[i] = ((gradient[i] as number) + deviation * random.gaussian()) / expectedBatch;
    }
    step(parameters, gradient);
  }
  return parameters;
}
