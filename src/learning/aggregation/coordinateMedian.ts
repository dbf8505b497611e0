import type { AggregationRule } from "./AggregationRule.ts";
import { trimmedMean } from "./trimmedMean.ts";

/**
 * Coordinate-wise median (Yin et al. 2018, definition 1): the middle value of each coordinate, or the mean of the two
 * middle ones. Tolerates any f < n / 2 without being told f.
 */
export const coordinateMedian: AggregationRule = (updates) =>
  trimmedMean(Math.max(0, (updates.length - 1) >> 1))(updates);
