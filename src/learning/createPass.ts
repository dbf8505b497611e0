import { activate } from "./activate.ts";
import { createLoss } from "./createLoss.ts";
import { differentiateActivation } from "./differentiateActivation.ts";
import type { Examples } from "./Examples.ts";
import { MOST_PASS_ROWS } from "./MOST_PASS_ROWS.ts";
import { multiplyAdd } from "./multiplyAdd.ts";
import type { Network } from "./Network.ts";
import { rowMajor } from "./rowMajor.ts";
import { transposed } from "./transposed.ts";

/** Some rows of one set of examples through a network, forwards and backwards, over buffers that are allocated once. */
export type Pass = {
  /** Rows that one call takes at most. */
  readonly mostRows: number;
  /** Loss per row of the last forward pass, class weight included. */
  readonly losses: Float64Array;
  /** Last layer of the last forward pass (logits or predictions), row-major. */
  readonly outputs: Float64Array;
  /** Takes the rows with these indices, at most `mostRows`, forwards. */
  forward(parameters: Float64Array, rows: Uint32Array): void;
  /** Adds the gradient of the summed losses of the last forward pass, times `factor`. Once per forward pass. */
  backward(parameters: Float64Array, gradient: Float64Array, factor: number): void;
};

/**
 * Buffers and kernels for one network and examples that fit it. Every sum runs in index order: a unit adds its bias, then
 * its inputs; a weight's gradient adds rows as given. So the bits do not depend on how rows are grouped into calls.
 */
export function createPass(network: Network, examples: Examples): Pass {
  const { widths, activation = "relu" } = network;
  const { features, labels } = examples;
  const depth = widths.length - 1;
  const outputWidth = widths[depth] as number;
  const mostRows = Math.min(MOST_PASS_ROWS, labels.length);
  const activations = widths.map((width) => new Float64Array(mostRows * width));
  const errors = widths.map((width) => new Float64Array(mostRows * width));
  const outputs = activations[depth] as Float64Array;
  const outputErrors = errors[depth] as Float64Array;
  const losses = new Float64Array(mostRows);
  const measure = createLoss(network, examples);
  let count = 0;

  /** The layer's inputs, outputs, weights and where its biases start, in any array laid out like the parameters. */
  const layers = widths.slice(1).map((outs, index) => ({ inputs: widths[index] as number, outs, at: 0 }));
  for (let l = 1; l < depth; l++) {
    const { inputs, outs, at } = layers[l - 1] as (typeof layers)[number];
    (layers[l] as (typeof layers)[number]).at = at + outs * (inputs + 1);
  }

  function forward(parameters: Float64Array, rows: Uint32Array): void {
    count = rows.length;
    gather(features, widths[0] as number, rows, activations[0] as Float64Array);
    for (const [l, { inputs, outs, at }] of layers.entries()) {
      const input = rowMajor(activations[l] as Float64Array, 0, count, inputs);
      const output = activations[l + 1] as Float64Array;
      const biases = at + outs * inputs;
      for (let row = 0; row < count; row++) {
        for (let i = 0; i < outs; i++) output[row * outs + i] = parameters[biases + i] as number;
      }
      multiplyAdd(rowMajor(output, 0, count, outs), input, transposed(rowMajor(parameters, at, outs, inputs)));
      if (l + 1 < depth) activate(output, count * outs, activation);
    }
    measure(outputs, rows, losses, outputErrors);
  }

  function backward(parameters: Float64Array, gradient: Float64Array, factor: number): void {
    for (let c = 0; c < count * outputWidth; c++) outputErrors[c] = (outputErrors[c] as number) * factor;
    for (let l = depth - 1; l >= 0; l--) {
      const { inputs, outs, at } = layers[l] as (typeof layers)[number];
      const error = rowMajor(errors[l + 1] as Float64Array, 0, count, outs);
      const input = rowMajor(activations[l] as Float64Array, 0, count, inputs);
      multiplyAdd(rowMajor(gradient, at, outs, inputs), transposed(error), input);
      const biases = at + outs * inputs;
      for (let row = 0; row < count; row++) {
        for (let i = 0; i < outs; i++) {
          gradient[biases + i] = (gradient[biases + i] as number) + (error.data[row * outs + i] as number);
        }
      }
      if (l === 0) continue;
      const previous = rowMajor(errors[l] as Float64Array, 0, count, inputs);
      previous.data.fill(0);
      multiplyAdd(previous, error, rowMajor(parameters, at, outs, inputs));
      differentiateActivation(previous.data, input.data, count * inputs, activation);
    }
  }

  return { mostRows, losses, outputs, forward, backward };
}

function gather(features: Float64Array, width: number, rows: Uint32Array, into: Float64Array): void {
  for (let k = 0; k < rows.length; k++) {
    const from = (rows[k] as number) * width;
    for (let j = 0; j < width; j++) into[k * width + j] = features[from + j] as number;
  }
}
