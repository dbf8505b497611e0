import { createRandom } from "../../src/learning/createRandom.ts";
import type { Examples } from "../../src/learning/Examples.ts";
import { evaluate } from "../../src/learning/evaluate.ts";
import { trainLocally } from "../../src/learning/trainLocally.ts";
import type { Part, Population } from "./population.ts";

export type ComparedAccuracy = {
  /** Mean test accuracy of the honest contributors, each training alone on its own part. */
  readonly alone: number;
  /** Test accuracy of the same network trained on all parts in one place. */
  readonly pooled: number;
};

/** What `rounds` rounds of federated learning are compared with: the same network, the same work on each part in total. */
export function compareAccuracy(population: Population, rounds = population.slices.length): ComparedAccuracy {
  const { network, training, test, contributors, parts, initialParameters, seed } = population;
  const train = (examples: Examples, steps: number, stream: number): number => {
    const random = createRandom(seed, 5, stream);
    const trained = trainLocally(network, initialParameters, examples, { ...training, steps }, random);
    return evaluate(network, trained, test).accuracy;
  };
  const honest = contributors.flatMap(({ role, part }) => (role === "honest" ? [parts[part] as Part] : []));
  const alone = honest.map(({ examples }, i) => train(examples, training.steps * rounds, i));
  const pooled = pool(parts.map(({ examples }) => examples));
  // Each contributor takes `steps` batches per round; in one place, all of their batches are taken.
  const pooledAccuracy = train(pooled, training.steps * rounds * parts.length, parts.length);
  return { alone: alone.reduce((sum, accuracy) => sum + accuracy, 0) / alone.length, pooled: pooledAccuracy };
}

function pool(all: readonly Examples[]): Examples {
  const first = all[0] as Examples;
  return {
    width: first.width,
    features: Float64Array.from(all.flatMap(({ features }) => [...features])),
    labels: Uint32Array.from(all.flatMap(({ labels }) => [...labels])),
  };
}
