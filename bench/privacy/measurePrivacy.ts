import { federatedAverage } from "../../src/learning/aggregation/federatedAverage.ts";
import { createRandom } from "../../src/learning/createRandom.ts";
import type { Examples } from "../../src/learning/Examples.ts";
import { evaluate } from "../../src/learning/evaluate.ts";
import { initializeParameters } from "../../src/learning/initializeParameters.ts";
import type { Network } from "../../src/learning/Network.ts";
import type { NoisySteps } from "../../src/learning/privacy/PrivacyPlan.ts";
import { planPrivacy } from "../../src/learning/privacy/planPrivacy.ts";
import { trainPrivately } from "../../src/learning/privacy/trainPrivately.ts";
import { subtract } from "../../src/learning/subtract.ts";
import type { TrainingOptions } from "../../src/learning/TrainingOptions.ts";
import { trainLocally } from "../../src/learning/trainLocally.ts";

export type PrivateWorld = {
  readonly seed: number;
  readonly network: Network;
  readonly owners: readonly Examples[];
  readonly test: Examples;
  readonly rounds: number;
  /** Of each round. */
  readonly steps: number;
  readonly samplingRate: number;
  readonly optimization: Pick<TrainingOptions, "learningRate" | "weightDecay" | "optimizer">;
};

/** Of training without clipping, which long gradients would make diverge at the rates that suit clipped ones. */
const PLAIN_LEARNING_RATE = 0.3;

export type MeasuredPrivacy = { readonly accuracy: number; readonly noiseMultiplier: number | undefined };

const CLIP_NORM = 1;

/**
 * Plain federated averaging in which every owner spends `epsilon` over all rounds; Infinity: the same steps and batch
 * sizes without clipping and noise. A seeded generator stands in for the secure one, so that a table can be repeated.
 */
export function measurePrivacy(
  world: PrivateWorld,
  { epsilon, delta }: { epsilon: number; delta: number },
): MeasuredPrivacy {
  const { seed, network, owners, test, rounds, steps, samplingRate, optimization } = world;
  const plain = { ...optimization, learningRate: PLAIN_LEARNING_RATE };
  let parameters = initializeParameters(network, createRandom(seed, 3));
  const earlier: NoisySteps[] = [];
  for (let round = 0; round < rounds; round++) {
    const base = parameters;
    const plan =
      epsilon === Infinity
        ? undefined
        : planPrivacy({ epsilon, delta, samplingRate, steps, clipNorm: CLIP_NORM, earlier, rounds: rounds - round });
    const updates = owners.map((examples, owner) => {
      const random = createRandom(seed, 9, round, owner);
      const batchSize = Math.max(1, Math.round(samplingRate * examples.labels.length));
      const trained =
        plan === undefined
          ? trainLocally(network, base, examples, { ...plain, steps, batchSize }, random)
          : trainPrivately(network, base, examples, { plan, optimization }, random);
      return subtract(trained, base);
    });
    parameters = base.slice();
    for (const term of federatedAverage(updates)) {
      for (let i = 0; i < parameters.length; i++) parameters[i] = (parameters[i] as number) + (term[i] as number);
    }
    if (plan !== undefined) earlier.push(plan);
  }
  return { accuracy: evaluate(network, parameters, test).accuracy, noiseMultiplier: earlier[0]?.noiseMultiplier };
}
