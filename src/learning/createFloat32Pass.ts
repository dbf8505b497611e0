import { activate } from "./activate.ts";
import { createFloat32Kernel, type Float32Matrix } from "./createFloat32Kernel.ts";
import { createLoss } from "./createLoss.ts";
import type { Pass } from "./createPass.ts";
import { differentiateActivation } from "./differentiateActivation.ts";
import type { Examples } from "./Examples.ts";
import { MOST_PASS_ROWS } from "./MOST_PASS_ROWS.ts";
import type { Network } from "./Network.ts";

type Layer = {
  readonly inputs: number;
  readonly outs: number;
  /** Where the weights start among the parameters; the biases follow. */
  readonly at: number;
  /** outs × inputs. */
  readonly weights: Float32Matrix;
  readonly gradient: Float32Matrix;
  /** inputs × rows and rows × inputs: the two orders in which products read what enters the layer. */
  readonly inputColumns: Float32Matrix;
  readonly inputRows: Float32Matrix;
  /** outs × rows. */
  readonly outputColumns: Float32Matrix;
  readonly errorColumns: Float32Matrix;
};

/**
 * The pass of `createPass` with layers computed in float32: for a contributor that wants speed, because what it sends is
 * judged and not recomputed. Parameters, gradient and loss stay float64; a batch is held with one column per row.
 */
export function createFloat32Pass(network: Network, examples: Examples): Pass {
  const { widths, activation = "relu" } = network;
  const { features, labels } = examples;
  const depth = widths.length - 1;
  const outputWidth = widths[depth] as number;
  const mostRows = Math.min(MOST_PASS_ROWS, labels.length);
  const { layers, multiplyAdd } = allocate(widths, mostRows);
  const last = layers[depth - 1] as Layer;
  const outputs = new Float64Array(mostRows * outputWidth);
  const outputErrors = new Float64Array(mostRows * outputWidth);
  const losses = new Float64Array(mostRows);
  const measure = createLoss(network, examples);
  let count = 0;

  function forward(parameters: Float64Array, rows: Uint32Array): void {
    count = rows.length;
    const width = widths[0] as number;
    const { data, stride } = (layers[0] as Layer).inputRows;
    for (let k = 0; k < count; k++) {
      const from = (rows[k] as number) * width;
      for (let j = 0; j < width; j++) data[k * stride + j] = features[from + j] as number;
    }
    transpose((layers[0] as Layer).inputRows, (layers[0] as Layer).inputColumns, count, width);
    for (const [l, layer] of layers.entries()) {
      const { inputs, outs, at, weights, inputColumns, outputColumns } = layer;
      for (let i = 0; i < outs; i++) {
        const from = at + i * inputs;
        weights.data.set(parameters.subarray(from, from + inputs), i * weights.stride);
        const start = i * outputColumns.stride;
        // Padding, too: sums that are never started afresh would grow from batch to batch.
        outputColumns.data.fill(parameters[at + outs * inputs + i] as number, start, start + outputColumns.stride);
      }
      multiplyAdd({ out: outputColumns, a: weights, b: inputColumns, rows: outs, columns: count, depth: inputs });
      if (l + 1 === depth) break;
      activate(outputColumns.data, outs * outputColumns.stride, activation);
      transpose(outputColumns, (layers[l + 1] as Layer).inputRows, outs, count);
    }
    for (let k = 0; k < count; k++) {
      for (let i = 0; i < outputWidth; i++) {
        outputs[k * outputWidth + i] = last.outputColumns.data[i * last.outputColumns.stride + k] as number;
      }
    }
    measure(outputs, rows, losses, outputErrors);
  }

  /** Uses the weights that `forward` has copied into the kernel's memory. */
  function backward(_parameters: Float64Array, gradient: Float64Array, factor: number): void {
    const { data, stride } = last.errorColumns;
    for (let k = 0; k < count; k++) {
      for (let i = 0; i < outputWidth; i++) {
        data[i * stride + k] = (outputErrors[k * outputWidth + i] as number) * factor;
      }
    }
    for (let l = depth - 1; l >= 0; l--) {
      const layer = layers[l] as Layer;
      const { inputs, outs, weights, errorColumns, inputRows, inputColumns } = layer;
      layer.gradient.data.fill(0);
      multiplyAdd({ out: layer.gradient, a: errorColumns, b: inputRows, rows: outs, columns: inputs, depth: count });
      addGradient(layer, count, gradient);
      if (l === 0) continue;
      const previous = (layers[l - 1] as Layer).errorColumns;
      previous.data.fill(0);
      multiplyAdd({
        out: previous,
        a: weights,
        isTransposed: true,
        b: errorColumns,
        rows: inputs,
        columns: count,
        depth: outs,
      });
      differentiateActivation(previous.data, inputColumns.data, inputs * previous.stride, activation);
    }
  }

  return { mostRows, losses, outputs, forward, backward };
}

function allocate(widths: readonly number[], rows: number) {
  const shapes = widths.slice(1).flatMap((outs, l): [number, number][] => {
    const inputs = widths[l] as number;
    return [
      [outs, inputs],
      [outs, inputs],
      [rows, inputs],
      [outs, rows],
      [outs, rows],
    ];
  });
  const { matrices, multiplyAdd } = createFloat32Kernel([[widths[0] as number, rows], ...shapes]);
  const layers: Layer[] = [];
  let at = 0;
  let inputColumns = matrices[0] as Float32Matrix;
  for (let l = 1; l < widths.length; l++) {
    const [weights, gradient, inputRows, outputColumns, errorColumns] = matrices.slice(5 * l - 4) as [
      Float32Matrix,
      Float32Matrix,
      Float32Matrix,
      Float32Matrix,
      Float32Matrix,
    ];
    const inputs = widths[l - 1] as number;
    const outs = widths[l] as number;
    layers.push({ inputs, outs, at, weights, gradient, inputColumns, inputRows, outputColumns, errorColumns });
    at += outs * (inputs + 1);
    inputColumns = outputColumns;
  }
  return { layers, multiplyAdd };
}

function transpose(from: Float32Matrix, to: Float32Matrix, rows: number, columns: number): void {
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) to.data[c * to.stride + r] = from.data[r * from.stride + c] as number;
  }
}

function addGradient({ inputs, outs, at, gradient, errorColumns }: Layer, count: number, into: Float64Array): void {
  for (let i = 0; i < outs; i++) {
    const to = at + i * inputs;
    const from = i * gradient.stride;
    for (let j = 0; j < inputs; j++) into[to + j] = (into[to + j] as number) + (gradient.data[from + j] as number);
    const bias = at + outs * inputs + i;
    let sum = into[bias] as number;
    for (let k = 0; k < count; k++) sum += errorColumns.data[i * errorColumns.stride + k] as number;
    into[bias] = sum;
  }
}
