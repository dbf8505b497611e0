import { scale } from "../learning/scale.ts";
import type { ScoreExplanation } from "./ScoreExplanation.ts";

/** u = coefficient · x: what an update added to the aggregate; zeros when it was left out. Of the network's length. */
export function termOf(
  update: Float64Array | undefined,
  { coefficient }: ScoreExplanation,
  length: number,
): Float64Array {
  return coefficient === 0 || update === undefined ? new Float64Array(length) : scale(update, coefficient);
}
