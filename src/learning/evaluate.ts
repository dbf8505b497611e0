import { assertFits } from "./assertFits.ts";
import { createPass } from "./createPass.ts";
import type { Examples } from "./Examples.ts";
import type { Network } from "./Network.ts";
import { rowNumbers } from "./rowNumbers.ts";

export type Evaluation = {
  /** Mean of `rowLosses`. */
  readonly loss: number;
  /** Part of the rows whose class has the greatest logit, in [0, 1]; NaN for squared loss. */
  readonly accuracy: number;
  /** √ of the mean of (output − target)² over rows and outputs, in units of the target; NaN for softmax. */
  readonly rmse: number;
  /** Per row the cross-entropy in nats, times its class weight factor, or ½ · Σ (output − target)². */
  readonly rowLosses: Float64Array;
};

/** Loss and quality of parameters on examples. @throws LearningError when shapes do not fit. */
export function evaluate(network: Network, parameters: Float64Array, examples: Examples): Evaluation {
  assertFits(network, parameters, examples);
  const pass = createPass(network, examples);
  const outputs = network.widths[network.widths.length - 1] as number;
  const order = rowNumbers(examples);
  const rows = order.length;
  const rowLosses = new Float64Array(rows);
  let sum = 0;
  let correct = 0;
  for (let from = 0; from < rows; from += pass.mostRows) {
    const taken = order.subarray(from, from + pass.mostRows);
    pass.forward(parameters, taken);
    for (let k = 0; k < taken.length; k++) {
      const loss = pass.losses[k] as number;
      rowLosses[from + k] = loss;
      sum += loss;
      if (greatest(pass.outputs, k * outputs, outputs) === examples.labels[from + k]) correct++;
    }
  }
  const loss = sum / rows;
  return network.loss === "squared"
    ? { loss, accuracy: NaN, rmse: Math.sqrt((2 * loss) / outputs), rowLosses }
    : { loss, accuracy: correct / rows, rmse: NaN, rowLosses };
}

/** Index of the greatest of `count` values from `at` on; the lowest wins a tie. */
function greatest(values: Float64Array, at: number, count: number): number {
  let best = 0;
  for (let c = 1; c < count; c++) if ((values[at + c] as number) > (values[at + best] as number)) best = c;
  return best;
}
