import type { Examples } from "./Examples.ts";
import type { Network } from "./Network.ts";
import { rowWeights } from "./rowWeights.ts";
import { softmaxLoss } from "./softmaxLoss.ts";
import { squaredLoss } from "./squaredLoss.ts";

/** From a batch's `outputs` (row-major) its loss per row and, into `errors`, their derivatives by the outputs. */
export type Loss = (outputs: Float64Array, rows: Uint32Array, losses: Float64Array, errors: Float64Array) => void;

/** The network's loss on these examples, class weights included. */
export function createLoss(network: Network, examples: Examples): Loss {
  const { labels, targets } = examples;
  const width = network.widths[network.widths.length - 1] as number;
  const weights = rowWeights(network, examples);
  return (outputs, rows, losses, errors) => {
    for (let k = 0; k < rows.length; k++) {
      const row = rows[k] as number;
      const at = k * width;
      const loss =
        targets === undefined
          ? softmaxLoss(outputs, at, width, labels[row] as number, errors)
          : squaredLoss(outputs, at, width, targets, row * width, errors);
      const weight = weights === undefined ? 1 : (weights[row] as number);
      losses[k] = loss * weight;
      for (let c = at; c < at + width; c++) errors[c] = (errors[c] as number) * weight;
    }
  };
}
