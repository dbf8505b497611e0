import type { Examples } from "./Examples.ts";
import { LearningError } from "./LearningError.ts";
import type { Network } from "./Network.ts";
import { networkDefect } from "./networkDefect.ts";
import { parameterCount } from "./parameterCount.ts";

/**
 * Checks that the network can be built and that parameters and examples fit it. That parameters and features are finite
 * is not checked here: oracles check both once, where files are read, and not at every evaluation.
 * @throws LearningError `LEARNING_NETWORK`, `LEARNING_SHAPE`, `LEARNING_NO_ROWS`, `LEARNING_LABEL` or `LEARNING_TARGET`.
 */
export function assertFits(network: Network, parameters: Float64Array, examples: Examples): void {
  const defect = networkDefect(network);
  if (defect !== undefined) throw new LearningError("LEARNING_NETWORK", `${defect}.`, "Correct the task's network.");
  const expected = parameterCount(network);
  if (parameters.length !== expected) {
    const message = `The network has ${expected} parameters, but ${parameters.length} were given.`;
    throw new LearningError("LEARNING_SHAPE", message, "Use the parameters of the same network.");
  }
  const width = network.widths[0] as number;
  const rows = examples.labels.length;
  if (examples.width !== width || examples.features.length !== rows * width) {
    const message = `The network takes ${width} features per row; the examples have ${examples.width} for ${rows} rows (${examples.features.length} numbers).`;
    throw new LearningError("LEARNING_SHAPE", message, "Encode the rows with the same encoding.");
  }
  if (rows === 0) throw new LearningError("LEARNING_NO_ROWS", "There are no examples.", "Give at least one row.");
  const outputs = network.widths[network.widths.length - 1] as number;
  if (network.loss === "squared") assertTargets(examples, outputs);
  else assertLabels(examples, outputs);
}

function assertLabels({ labels, targets }: Examples, classes: number): void {
  if (targets !== undefined) {
    const message = `The network's loss is softmax, but the examples hold ${targets.length} targets.`;
    throw new LearningError("LEARNING_TARGET", message, "Give labels only, or a network with squared loss.");
  }
  for (let row = 0; row < labels.length; row++) {
    if ((labels[row] as number) >= classes) {
      const message = `Row ${row} has class ${labels[row]}, but the network knows ${classes} classes.`;
      throw new LearningError("LEARNING_LABEL", message, "Encode the labels with the same encoding.");
    }
  }
}

function assertTargets({ labels, targets }: Examples, outputs: number): void {
  if (targets?.length !== labels.length * outputs) {
    const message = `The network predicts ${outputs} numbers for each of ${labels.length} rows, but the examples hold ${targets?.length ?? "no"} targets.`;
    throw new LearningError("LEARNING_TARGET", message, "Give one target per row and output.");
  }
  for (let i = 0; i < targets.length; i++) {
    if (!Number.isFinite(targets[i])) {
      const message = `Target ${i % outputs} of row ${Math.floor(i / outputs)} is ${targets[i]}.`;
      throw new LearningError("LEARNING_TARGET", message, "Leave out rows without a finite target.");
    }
  }
}
