import { createHash } from "node:crypto";
import type { RoundScores } from "../../../../src/scoring/RoundScores.ts";

/** SHA-256 of all that a round's score is made of: scores, aggregate, and the numbers behind them. */
export function digestOf({ scores, aggregate, explanations, lossBefore, lossAfter, gainError }: RoundScores): string {
  const numbers = explanations.flatMap(({ phi, trust, clipFactor, coefficient, likeness = 0, work }) => [
    phi,
    trust,
    clipFactor,
    coefficient,
    likeness,
    work?.novelty ?? -1,
    work?.evidence ?? -1,
  ]);
  return createHash("sha256")
    .update(scores)
    .update(aggregate)
    .update(Float64Array.from([...numbers, lossBefore, lossAfter, gainError]))
    .update(JSON.stringify(explanations.map(({ status, duplicateOf, defect }) => [status, duplicateOf, defect])))
    .digest("hex");
}
