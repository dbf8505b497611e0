import { assertDecay } from "./assertDecay.ts";
import { assertLength } from "./assertLength.ts";
import { assertPositive } from "./assertPositive.ts";
import type { ServerOptimizer } from "./ServerOptimizer.ts";

export type AdaptiveState = {
  /** m: decaying mean of the aggregates. */
  readonly first: Float64Array;
  /** v: a measure of their squares. */
  readonly second: Float64Array;
};

export type AdaptiveOptions = {
  /** η of the server. */
  readonly learningRate?: number;
  /** β₁, in [0, 1). */
  readonly beta1?: number;
  /** β₂, in [0, 1). */
  readonly beta2?: number;
  /** τ: bounds how far a small coordinate is stretched. */
  readonly adaptivity?: number;
};

/**
 * What FedAdam and FedYogi share (Reddi et al. 2021, algorithm 2): m ← β₁ m + (1 − β₁) G, v by `secondOf`,
 * change = η m / (√v + τ), m from 0 and v from τ². Like the published algorithm, without Adam's bias correction.
 * @param secondOf the new v of one coordinate, from the old one, G² and 1 − β₂.
 * @throws AggregationError `AGGREGATION_PARAMETER` when an option is out of range.
 */
export function adaptiveServer(
  { learningRate = 0.01, beta1 = 0.9, beta2 = 0.99, adaptivity = 1e-3 }: AdaptiveOptions,
  secondOf: (second: number, square: number, rate: number) => number,
): ServerOptimizer<AdaptiveState> {
  assertPositive("The learning rate", learningRate);
  assertDecay("β₁", beta1);
  assertDecay("β₂", beta2);
  assertPositive("The adaptivity", adaptivity);
  return (aggregate, state = start(aggregate.length, adaptivity)) => {
    assertLength("The state's m", state.first, aggregate.length);
    assertLength("The state's v", state.second, aggregate.length);
    const first = aggregate.map((value, j) => beta1 * (state.first[j] as number) + (1 - beta1) * value);
    const second = aggregate.map((value, j) => secondOf(state.second[j] as number, value * value, 1 - beta2));
    const change = first.map((value, j) => (learningRate * value) / (Math.sqrt(second[j] as number) + adaptivity));
    return { change, state: { first, second } };
  };
}

function start(length: number, adaptivity: number): AdaptiveState {
  return { first: new Float64Array(length), second: new Float64Array(length).fill(adaptivity * adaptivity) };
}
