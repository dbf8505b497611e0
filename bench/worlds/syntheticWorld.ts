import { createRandom } from "../../src/learning/createRandom.ts";
import type { Examples } from "../../src/learning/Examples.ts";
import { initializeParameters } from "../../src/learning/initializeParameters.ts";
import { pickRows } from "../../src/learning/pickRows.ts";
import type { TrainingOptions } from "../../src/learning/TrainingOptions.ts";
import { dirichletRows } from "./dirichletRows.ts";
import type { LabWorld, LabWorldParameters } from "./LabWorld.ts";
import { syntheticExamples } from "./syntheticExamples.ts";

const TRAINING_ROWS = 1800;
const TEST_ROWS = 600;
const SHADOW_ROWS = 200;
const ROOT_ROWS = 100;
const VALIDATION_ROWS = 200;
const LEAST_ROWS = 8;
const NETWORK = { widths: [64, 32, 10] };
const TRAINING: TrainingOptions = {
  steps: 10,
  batchSize: 16,
  learningRate: 0.05,
  weightDecay: 0,
  optimizer: { kind: "sgd", momentum: 0.9 },
};

/** The 64-feature, 10-class generator as a task for a 64-32-10 network (2,410 parameters). */
export function syntheticWorld({ owners, alpha, rounds, seed }: LabWorldParameters): LabWorld {
  const perRound = Array.from({ length: rounds }, () => [ROOT_ROWS, VALIDATION_ROWS]).flat();
  const [pool, test, shadow, ...slices] = syntheticExamples(seed, [
    TRAINING_ROWS,
    TEST_ROWS,
    SHADOW_ROWS,
    ...perRound,
  ]) as [Examples, Examples, Examples, ...Examples[]];
  const rows = dirichletRows(pool.labels, { owners, alpha, least: LEAST_ROWS, random: createRandom(seed, 11) });
  return {
    name: "synthetic",
    seed,
    network: NETWORK,
    training: TRAINING,
    initial: initializeParameters(NETWORK, createRandom(seed, 3)),
    parts: rows.map((part) => pickRows(pool, part)),
    slices: Array.from({ length: rounds }, (_, r) => ({
      root: slices[2 * r] as Examples,
      validation: slices[2 * r + 1] as Examples,
    })),
    test,
    shadow,
  };
}
