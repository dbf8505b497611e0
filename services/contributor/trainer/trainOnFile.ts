import { createRandom } from "../../../src/learning/createRandom.ts";
import type { Examples } from "../../../src/learning/Examples.ts";
import { trainLocally } from "../../../src/learning/trainLocally.ts";
import { loadExamples } from "./loadExamples.ts";
import { TrainerError } from "./TrainerError.ts";
import type { TrainingOrder } from "./TrainingOrder.ts";

/**
 * Reads the owner's rows and trains on them as the task says; resolves to the new weights [P].
 * @throws TrainerError `TRAINER_DATA` for rows that cannot be read or do not fit the network.
 * @throws LearningError when the base weights do not fit it.
 */
export async function trainOnFile({ source, network, training, base, seed }: TrainingOrder): Promise<Float64Array> {
  const examples = await loadExamples(source);
  requireFit(examples, network.widths, source.path);
  return trainLocally(network, base, examples, training, createRandom(...seed));
}

/** Before `trainLocally` looks: its message would name the label. */
function requireFit({ width, labels }: Examples, widths: readonly number[], path: string): void {
  const inputs = widths[0] as number;
  const outputs = widths[widths.length - 1] as number;
  if (width !== inputs) {
    throw new TrainerError("TRAINER_DATA", `The rows of ${path} have ${width} numbers, the network takes ${inputs}.`, {
      remedy: "Use the encoding that the model's owner published for this model.",
    });
  }
  const row = labels.findIndex((label) => label >= outputs);
  if (row >= 0) {
    const message = `Row ${row} (from 0) of ${path} has a class that the network does not know; it knows ${outputs}.`;
    throw new TrainerError("TRAINER_DATA", message, {
      remedy: "Use the encoding that the model's owner published for this model.",
    });
  }
}
