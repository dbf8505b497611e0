import { sha256 } from "ethers";
import { createRandom } from "../../src/learning/createRandom.ts";
import type { Examples } from "../../src/learning/Examples.ts";
import { exp } from "../../src/learning/exp.ts";
import { initializeParameters } from "../../src/learning/initializeParameters.ts";
import { log } from "../../src/learning/log.ts";
import type { Network } from "../../src/learning/Network.ts";
import { subtract } from "../../src/learning/subtract.ts";
import type { TrainingOptions } from "../../src/learning/TrainingOptions.ts";
import { tanh } from "../../src/learning/tanh.ts";
import { trainLocally } from "../../src/learning/trainLocally.ts";
import { scoreUpdates } from "../../src/scoring/scoreUpdates.ts";
import { syntheticExamples } from "../worlds/syntheticExamples.ts";

const POINTS = 10_000;
const CONTRIBUTORS = 5;
const ROWS = 300;
const SEED = 7;

const training: TrainingOptions = {
  steps: 100,
  batchSize: 32,
  learningRate: 0.02,
  weightDecay: 0.01,
  optimizer: { kind: "sgd", momentum: 0.9 },
};

/** SHA-256 of what must be the same bits on every machine, by name. Everything is seeded. */
export function computeDigests(): Record<string, string> {
  const network: Network = { widths: [64, 32, 10] };
  const base = initializeParameters(network, createRandom(SEED));
  const splits = syntheticExamples(SEED, Array<number>(CONTRIBUTORS + 2).fill(ROWS));
  const [root, validation, ...parts] = splits as [Examples, Examples, ...Examples[]];

  const adamw = { kind: "adamw", beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
  const train = (changed: Partial<Network>, options: TrainingOptions, precision?: "float32") =>
    trainLocally({ ...network, ...changed }, base, root, options, createRandom(SEED), precision);
  const updates = parts.map((part, i) => ({
    contributor: `contributor ${i}`,
    update: subtract(trainLocally(network, base, part, training, createRandom(SEED, i)), base),
  }));
  const { scores, aggregate, explanations } = scoreUpdates({
    network,
    base,
    updates,
    published: [],
    root,
    validation,
    training,
    seed: SEED,
  });

  return {
    "exp, 10,000 points": digest(table(exp, (random) => (2 * random - 1) * 750)),
    "log, 10,000 points": digest(table(log, (random) => random * 1000)),
    "tanh, 10,000 points": digest(table(tanh, (random) => (2 * random - 1) * 20)),
    "weights: ReLU, momentum": digest(train({}, training)),
    "weights: ReLU, AdamW": digest(train({}, { ...training, optimizer: adamw })),
    "weights: tanh, Nesterov, class weights": digest(
      train(
        { activation: "tanh", classWeights: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
        { ...training, optimizer: { kind: "nesterov", momentum: 0.9 } },
      ),
    ),
    "weights: float32 by SIMD": digest(train({}, training, "float32")),
    "φ of a round": digest(Float64Array.from(explanations, ({ phi }) => phi)),
    "scores of a round": digest(scores),
    "aggregate of a round": digest(aggregate),
  };
}

function table(f: (x: number) => number, scale: (random: number) => number): Float64Array {
  const random = createRandom(SEED);
  return Float64Array.from({ length: POINTS }, () => f(scale(random.uniform())));
}

function digest({ buffer, byteOffset, byteLength }: Float64Array | Uint32Array): string {
  return sha256(new Uint8Array(buffer, byteOffset, byteLength)).slice(2);
}
