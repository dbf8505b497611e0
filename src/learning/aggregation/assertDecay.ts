import { AggregationError } from "./AggregationError.ts";

/**
 * Checks a momentum or decay rate.
 * @throws AggregationError `AGGREGATION_PARAMETER` unless it is in [0, 1).
 */
export function assertDecay(name: string, value: number): void {
  if (!(value >= 0 && value < 1)) {
    throw new AggregationError(
      "AGGREGATION_PARAMETER",
      `${name} is ${value}.`,
      "Give a number from 0 up to, not including, 1.",
    );
  }
}
