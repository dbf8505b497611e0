/**
 * A dense network of any depth: `widths` = [features, hidden …, outputs]; two widths are a linear model.
 * Its parameters are one flat Float64Array: per layer, first the weights (row-major, output × input), then the biases.
 * Each field beside `widths` may be left out, and then has its first value.
 */
export type Network = {
  readonly widths: readonly number[];
  /** Between layers; the last layer is linear. */
  readonly activation?: "relu" | "tanh";
  /** Cross-entropy of the softmax over classes, in nats; or half the squared distance to a row's targets. */
  readonly loss?: "softmax" | "squared";
  /**
   * One positive number per class, softmax only; absent, all are 1. The loss over rows r is Σ c_r·ℓ_r / rows with
   * c_r = w(label r) · rows / Σ_s w(label s): the factors average 1 over the examples, so it is a mean in nats again.
   */
  readonly classWeights?: readonly number[];
};
