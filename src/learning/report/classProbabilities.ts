import type { Examples } from "../Examples.ts";
import { evaluate } from "../evaluate.ts";
import { exp } from "../exp.ts";
import type { Network } from "../Network.ts";

export type Outputs = {
  /** −ln p, rows × classes, row-major, in nats. */
  readonly losses: Float64Array;
  /** p, in the same layout. */
  readonly probabilities: Float64Array;
  /** The most probable class per row; the lowest index wins a tie. */
  readonly predicted: Uint32Array;
};

/**
 * What a network says about every row and class: the loss that the row would have if the class were its label.
 * @throws LearningError when shapes do not fit.
 */
export function classProbabilities(network: Network, parameters: Float64Array, examples: Examples): Outputs {
  // Weights of classes shape training; here a loss is a probability's.
  const { classWeights: _, ...plain } = network;
  const classes = network.widths[network.widths.length - 1] as number;
  const rows = examples.labels.length;
  const losses = new Float64Array(rows * classes);
  for (let c = 0; c < classes; c++) {
    const labels = new Uint32Array(rows).fill(c);
    const { rowLosses } = evaluate(plain, parameters, { ...examples, labels });
    for (let row = 0; row < rows; row++) losses[row * classes + c] = rowLosses[row] as number;
  }
  const predicted = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    const at = row * classes;
    let best = 0;
    for (let c = 1; c < classes; c++) if ((losses[at + c] as number) < (losses[at + best] as number)) best = c;
    predicted[row] = best;
  }
  return { losses, probabilities: losses.map((loss) => Math.min(1, exp(-loss))), predicted };
}
