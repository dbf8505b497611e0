import type { Examples } from "./Examples.ts";
import { exp } from "./exp.ts";
import { log } from "./log.ts";
import type { Network } from "./Network.ts";

/** One row through a network, forwards and backwards, over buffers that are allocated once. */
export type Pass = {
  /** Cross-entropy (nats) of the row; leaves the activations for `backward`. */
  forward(parameters: Float64Array, examples: Examples, row: number): number;
  /** Adds the row's gradient, times `weight`, to `gradient`. Call it right after `forward` for the same row. */
  backward(parameters: Float64Array, gradient: Float64Array, label: number, weight: number): void;
  /** The class with the greatest logit of the last forward pass; the lowest index wins a tie. */
  predicted(): number;
};

/** Buffers and kernels for one network. Sums run in index order, so the results are the same bits everywhere. */
export function createPass({ widths }: Network): Pass {
  const depth = widths.length - 1;
  const activations = widths.map((width) => new Float64Array(width));
  const errors = widths.map((width) => new Float64Array(width));
  const offsets: number[] = [0];
  for (let l = 1; l <= depth; l++) {
    offsets.push((offsets[l - 1] as number) + (widths[l] as number) * ((widths[l - 1] as number) + 1));
  }
  const probabilities = new Float64Array(widths[depth] as number);
  const logits = activations[depth] as Float64Array;

  function forward(parameters: Float64Array, examples: Examples, row: number): number {
    const first = activations[0] as Float64Array;
    const start = row * first.length;
    for (let j = 0; j < first.length; j++) first[j] = examples.features[start + j] as number;
    for (let l = 1; l <= depth; l++) {
      const input = activations[l - 1] as Float64Array;
      const output = activations[l] as Float64Array;
      const weights = offsets[l - 1] as number;
      const biases = weights + output.length * input.length;
      for (let i = 0; i < output.length; i++) {
        let sum = parameters[biases + i] as number;
        const at = weights + i * input.length;
        for (let j = 0; j < input.length; j++) sum += (parameters[at + j] as number) * (input[j] as number);
        output[i] = l < depth && sum < 0 ? 0 : sum;
      }
    }
    return crossEntropy(examples.labels[row] as number);
  }

  function crossEntropy(label: number): number {
    let greatest = logits[0] as number;
    for (let c = 1; c < logits.length; c++) if ((logits[c] as number) > greatest) greatest = logits[c] as number;
    let total = 0;
    for (let c = 0; c < logits.length; c++) {
      const e = exp((logits[c] as number) - greatest);
      probabilities[c] = e;
      total += e;
    }
    for (let c = 0; c < logits.length; c++) probabilities[c] = (probabilities[c] as number) / total;
    return log(total) + greatest - (logits[label] as number);
  }

  function backward(parameters: Float64Array, gradient: Float64Array, label: number, weight: number): void {
    const last = errors[depth] as Float64Array;
    for (let c = 0; c < last.length; c++) last[c] = ((probabilities[c] as number) - (c === label ? 1 : 0)) * weight;
    for (let l = depth; l >= 1; l--) {
      const input = activations[l - 1] as Float64Array;
      const error = errors[l] as Float64Array;
      const previous = errors[l - 1] as Float64Array;
      const weights = offsets[l - 1] as number;
      const biases = weights + error.length * input.length;
      previous.fill(0);
      for (let i = 0; i < error.length; i++) {
        const e = error[i] as number;
        if (e === 0) continue;
        const at = weights + i * input.length;
        gradient[biases + i] = (gradient[biases + i] as number) + e;
        for (let j = 0; j < input.length; j++) {
          gradient[at + j] = (gradient[at + j] as number) + e * (input[j] as number);
          previous[j] = (previous[j] as number) + e * (parameters[at + j] as number);
        }
      }
      // ReLU: its derivative at 0 is taken as 0.
      if (l > 1) for (let j = 0; j < input.length; j++) if ((input[j] as number) <= 0) previous[j] = 0;
    }
  }

  function predicted(): number {
    let best = 0;
    for (let c = 1; c < logits.length; c++) if ((logits[c] as number) > (logits[best] as number)) best = c;
    return best;
  }

  return { forward, backward, predicted };
}
