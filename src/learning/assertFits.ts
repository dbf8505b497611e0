import type { Examples } from "./Examples.ts";
import { LearningError } from "./LearningError.ts";
import type { Network } from "./Network.ts";
import { parameterCount } from "./parameterCount.ts";

/**
 * Checks that parameters and examples fit the network.
 * @throws LearningError `LEARNING_SHAPE`, `LEARNING_NO_ROWS` or `LEARNING_LABEL`.
 */
export function assertFits(network: Network, parameters: Float64Array, examples: Examples): void {
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
  const classes = network.widths[network.widths.length - 1] as number;
  for (let row = 0; row < rows; row++) {
    if ((examples.labels[row] as number) >= classes) {
      const message = `Row ${row} has class ${examples.labels[row]}, but the network knows ${classes} classes.`;
      throw new LearningError("LEARNING_LABEL", message, "Encode the labels with the same encoding.");
    }
  }
}
