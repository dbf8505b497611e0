import { type AdaptiveOptions, type AdaptiveState, adaptiveServer } from "./adaptiveServer.ts";
import type { ServerOptimizer } from "./ServerOptimizer.ts";

/**
 * FedAdam (Reddi et al. 2021, algorithm 2): v ← β₂ v + (1 − β₂) G²; the rest is `adaptiveServer`.
 * @throws AggregationError `AGGREGATION_PARAMETER` when an option is out of range.
 */
export function fedAdam(options: AdaptiveOptions = {}): ServerOptimizer<AdaptiveState> {
  return adaptiveServer(options, (second, square, rate) => (1 - rate) * second + rate * square);
}
