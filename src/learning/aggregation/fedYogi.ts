import { type AdaptiveOptions, type AdaptiveState, adaptiveServer } from "./adaptiveServer.ts";
import type { ServerOptimizer } from "./ServerOptimizer.ts";

/**
 * FedYogi (Reddi et al. 2021, algorithm 2): v ← v − (1 − β₂) G² sign(v − G²), so that one large aggregate does not slow
 * the rounds after it for long; the rest is `adaptiveServer`.
 * @throws AggregationError `AGGREGATION_PARAMETER` when an option is out of range.
 */
export function fedYogi(options: AdaptiveOptions = {}): ServerOptimizer<AdaptiveState> {
  return adaptiveServer(options, (second, square, rate) => {
    if (second > square) return second - rate * square;
    return second < square ? second + rate * square : second;
  });
}
