import type { TrainingJob } from "../../../../services/contributor/trainer/Trainer.ts";
import { createRandom } from "../../../../src/learning/createRandom.ts";
import { parameterCount } from "../../../../src/learning/parameterCount.ts";
import { DEFAULT_SCORING_OPTIONS } from "../../../../src/scoring/ScoringOptions.ts";
import type { TaskSpec } from "../../../../src/training/TaskSpec.ts";
import { network, training } from "../../../src/scoring/smallRound.ts";

/** A round of the small network of `smallRound`, number 7 unless given. */
export function trainingJob({
  roundId = 7n,
  signal = new AbortController().signal,
  steps = training.steps,
  seed = 11,
} = {}): TrainingJob {
  const random = createRandom(5);
  const task: TaskSpec = {
    format: "commonweights.task.v1",
    network,
    training: { ...training, steps },
    scoring: DEFAULT_SCORING_OPTIONS,
    seed: 9,
  };
  const base = new Float64Array(parameterCount(network)).map(() => random.gaussian() / 3);
  return { roundId, task, base, seed, signal };
}
