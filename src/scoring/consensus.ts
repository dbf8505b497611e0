import { BaseError } from "../errors/BaseError.ts";

/** One oracle's revealed scores, parts per billion per contributor, and the stake behind them. */
export type RevealedVector = {
  readonly scores: readonly number[];
  readonly stake: bigint;
};

/**
 * The largest score that at least half of the committee's stake reached: `c = max{ w : 2·Σ_k S_k·[w_k ≥ w] ≥ S }`.
 * Exactly half counts as reached; silent stake is part of `totalStake` and reaches nothing.
 * Source: the clip of Yuma consensus with κ = 1/2, in integers. Mirrors `contracts/common/WeightedMedian.sol`.
 */
export function consensusOf(
  entries: readonly { readonly score: number; readonly stake: bigint }[],
  totalStake: bigint,
): number {
  const descending = [...entries].sort((a, b) => b.score - a.score);
  let stake = 0n;
  for (const entry of descending) {
    stake += entry.stake;
    if (2n * stake >= totalStake) return entry.score;
  }
  return 0;
}

/** {@link consensusOf} every contributor. All vectors have one length; `totalStake` includes silent seats. */
export function consensusVector(vectors: readonly RevealedVector[], totalStake: bigint): number[] {
  const length = vectors[0]?.scores.length ?? 0;
  for (const { scores } of vectors) {
    if (scores.length !== length) {
      throw new BaseError("VECTOR_LENGTH", `A vector has ${scores.length} scores where another has ${length}.`, {
        remedy: "Every oracle scores every revealed contributor, in order of reveal.",
      });
    }
  }
  return Array.from({ length }, (_, i) =>
    consensusOf(
      vectors.map(({ scores, stake }) => ({ score: scores[i]!, stake })),
      totalStake,
    ),
  );
}
