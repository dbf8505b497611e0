import { AggregationError } from "./AggregationError.ts";

/**
 * Checks a parameter of a rule.
 * @throws AggregationError `AGGREGATION_PARAMETER` unless it is finite and above 0, and whole where `isWhole` says so.
 */
export function assertPositive(name: string, value: number, isWhole = false): void {
  if (!Number.isFinite(value) || value <= 0 || (isWhole && !Number.isSafeInteger(value))) {
    const kind = isWhole ? "whole" : "finite";
    throw new AggregationError("AGGREGATION_PARAMETER", `${name} is ${value}.`, `Give a ${kind} number above 0.`);
  }
}
