/**
 * How a contributor trains, as the round's task declares it. Work is counted in mini-batch steps and not in passes over
 * the data, so that the updates of small and large owners are of comparable length.
 */
export type TrainingOptions = {
  /** Mini-batch steps; rows are visited in a new random order on every pass. */
  readonly steps: number;
  /** Rows per step; a smaller table is one batch. */
  readonly batchSize: number;
  readonly learningRate: number;
  /** Decoupled weight decay per step, times the learning rate (Loshchilov and Hutter 2019). */
  readonly weightDecay: number;
  /** Plain SGD is "sgd" without momentum. */
  readonly optimizer:
    | { readonly kind: "sgd" | "nesterov"; readonly momentum: number }
    | { readonly kind: "adamw"; readonly beta1: number; readonly beta2: number; readonly epsilon: number };
};
