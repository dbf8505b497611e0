import { scale } from "../scale.ts";
import { assertDecay } from "./assertDecay.ts";
import { assertLength } from "./assertLength.ts";
import { assertPositive } from "./assertPositive.ts";
import type { ServerOptimizer } from "./ServerOptimizer.ts";

export type FedAvgMOptions = {
  /** η of the server. */
  readonly learningRate?: number;
  /** β, in [0, 1). */
  readonly momentum?: number;
  /** Looks one step ahead along the momentum. */
  readonly isNesterov?: boolean;
};

/**
 * FedAvgM (Hsu et al. 2019): m ← β m + G, change = η m. With Nesterov's momentum, change = η (G + β m)
 * (Sutskever et al. 2013, in the form of DiLoCo's outer optimizer, Douillard et al. 2023). The state is m.
 * @throws AggregationError `AGGREGATION_PARAMETER` when an option is out of range.
 */
export function fedAvgM(options: FedAvgMOptions = {}): ServerOptimizer<Float64Array> {
  const { learningRate = 1, momentum = 0.9, isNesterov = false } = options;
  assertPositive("The learning rate", learningRate);
  assertDecay("The momentum", momentum);
  return (aggregate, state = new Float64Array(aggregate.length)) => {
    assertLength("The state", state, aggregate.length);
    const next = aggregate.map((value, j) => momentum * (state[j] as number) + value);
    const ahead = isNesterov ? aggregate.map((value, j) => value + momentum * (next[j] as number)) : next;
    return { change: scale(ahead, learningRate), state: next };
  };
}
