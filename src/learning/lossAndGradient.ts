import { assertFits } from "./assertFits.ts";
import { createPass } from "./createPass.ts";
import type { Examples } from "./Examples.ts";
import type { Network } from "./Network.ts";

export type LossAndGradient = {
  /** Mean cross-entropy, in nats. */
  readonly loss: number;
  /** Its gradient, in the layout of the parameters. */
  readonly gradient: Float64Array;
};

/** Mean loss over all examples and its gradient, by backpropagation. @throws LearningError when shapes do not fit. */
export function lossAndGradient(network: Network, parameters: Float64Array, examples: Examples): LossAndGradient {
  assertFits(network, parameters, examples);
  const pass = createPass(network);
  const rows = examples.labels.length;
  const gradient = new Float64Array(parameters.length);
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    sum += pass.forward(parameters, examples, row);
    pass.backward(parameters, gradient, examples.labels[row] as number, 1 / rows);
  }
  return { loss: sum / rows, gradient };
}
