import { assertFits } from "./assertFits.ts";
import { createPass } from "./createPass.ts";
import type { Examples } from "./Examples.ts";
import type { Network } from "./Network.ts";

export type Evaluation = {
  /** Mean cross-entropy, in nats. */
  readonly loss: number;
  /** Part of the rows whose class has the greatest logit, in [0, 1]. */
  readonly accuracy: number;
  /** Cross-entropy per row, in nats. */
  readonly rowLosses: Float64Array;
};

/** Loss and accuracy of parameters on examples. @throws LearningError when shapes do not fit. */
export function evaluate(network: Network, parameters: Float64Array, examples: Examples): Evaluation {
  assertFits(network, parameters, examples);
  const pass = createPass(network);
  const rows = examples.labels.length;
  const rowLosses = new Float64Array(rows);
  let sum = 0;
  let correct = 0;
  for (let row = 0; row < rows; row++) {
    const loss = pass.forward(parameters, examples, row);
    rowLosses[row] = loss;
    sum += loss;
    if (pass.predicted() === examples.labels[row]) correct++;
  }
  return { loss: sum / rows, accuracy: correct / rows, rowLosses };
}
