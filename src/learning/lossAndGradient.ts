import { accumulateGradient } from "./accumulateGradient.ts";
import { assertFits } from "./assertFits.ts";
import { createPass } from "./createPass.ts";
import type { Examples } from "./Examples.ts";
import type { Network } from "./Network.ts";
import { rowNumbers } from "./rowNumbers.ts";

export type LossAndGradient = {
  /** The mean loss that `evaluate` returns. */
  readonly loss: number;
  /** Its gradient, in the layout of the parameters. */
  readonly gradient: Float64Array;
};

/** Mean loss over all examples and its gradient, by backpropagation. @throws LearningError when shapes do not fit. */
export function lossAndGradient(network: Network, parameters: Float64Array, examples: Examples): LossAndGradient {
  assertFits(network, parameters, examples);
  const rows = rowNumbers(examples);
  const gradient = new Float64Array(parameters.length);
  const pass = createPass(network, examples);
  const sum = accumulateGradient(pass, parameters, gradient, rows, 1 / rows.length);
  return { loss: sum / rows.length, gradient };
}
