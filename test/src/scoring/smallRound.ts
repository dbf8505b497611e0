import { createRandom } from "../../../src/learning/createRandom.ts";
import type { Examples } from "../../../src/learning/Examples.ts";
import { initializeParameters } from "../../../src/learning/initializeParameters.ts";
import type { Network } from "../../../src/learning/Network.ts";
import { subtract } from "../../../src/learning/subtract.ts";
import type { TrainingOptions } from "../../../src/learning/TrainingOptions.ts";
import { trainLocally } from "../../../src/learning/trainLocally.ts";
import type { ScoreUpdatesParameters } from "../../../src/scoring/scoreUpdates.ts";

export const network: Network = { widths: [2, 6, 3] };
export const training: TrainingOptions = {
  steps: 40,
  batchSize: 16,
  learningRate: 0.02,
  weightDecay: 0,
  optimizer: { kind: "sgd", momentum: 0.9 },
};

/** Three clouds in the plane, one per class. */
export function clouds(rows: number, seed: number): Examples {
  const random = createRandom(seed);
  const labels = new Uint32Array(rows).map((_, row) => row % 3);
  const centers = [0, 0, 3, 0, 0, 3];
  const features = new Float64Array(2 * rows).map((_, i) => {
    const label = labels[i >> 1] as number;
    return (centers[2 * label + (i % 2)] as number) - 1 + random.gaussian();
  });
  return { width: 2, features, labels };
}

/** An untrained model and four honest contributors: alice, bob, carol, dave. */
export function roundWithFourHonestUpdates(): ScoreUpdatesParameters & {
  updates: { contributor: string; update: Float64Array }[];
} {
  const base = initializeParameters(network, createRandom(1));
  const updates = ["alice", "bob", "carol", "dave"].map((contributor, i) => ({
    contributor,
    update: subtract(trainLocally(network, base, clouds(24, 100 + i), training, createRandom(200 + i)), base),
  }));
  return { network, base, updates, published: [], root: clouds(60, 2), validation: clouds(90, 3), training, seed: 9 };
}
