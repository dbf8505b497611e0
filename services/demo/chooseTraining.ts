import type { TrainingOptions } from "../../src/learning/TrainingOptions.ts";

const BATCH_SIZE = 16;
const PASSES = 10;
const LEAST_STEPS = 60;
const MOST_STEPS = 250;

/**
 * The task's training rule for parts of `rows` rows on average: ten passes, within bounds. Plain SGD with small steps,
 * because its updates shrink where there is nothing left to learn: an owner that overtrains on a few rows hides what it
 * knows behind what it memorised, and an update in the wrong direction looks useful for longer.
 */
export function chooseTraining(rows: number): TrainingOptions {
  return {
    steps: Math.max(LEAST_STEPS, Math.min(MOST_STEPS, Math.round((PASSES * rows) / BATCH_SIZE))),
    batchSize: BATCH_SIZE,
    learningRate: 0.01,
    weightDecay: 0.01,
    optimizer: { kind: "sgd", momentum: 0.9 },
  };
}
