/**
 * A dense network: `widths` = [features, hidden …, classes]; ReLU between layers, softmax cross-entropy at the end.
 * Its parameters are one flat Float64Array: per layer, first the weights (row-major, output × input), then the biases.
 */
export type Network = { readonly widths: readonly number[] };
