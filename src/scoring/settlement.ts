import { consensusVector, type RevealedVector } from "./consensus.ts";

/** A score of this much, summed over the contributors, is the whole pot. */
export const FULL_SCORE = 1_000_000_000n;

/** What a round settles on. */
export type Settlement = {
  /** Consensus per contributor, parts per billion of the pot. */
  readonly consensus: readonly number[];
  /** `Σ_i c_i`. */
  readonly totalScore: bigint;
  /** Per vector: `Σ_i |w_i − c_i|`, at most 3e9. */
  readonly disagreements: readonly bigint[];
  /** Per vector: part of the fee it is paid, rounded down. */
  readonly feePayments: readonly bigint[];
  /** Part of `pot` that the contributors earned. */
  readonly earned: bigint;
  /** What nobody earned of `pot`; it stays with the model. */
  readonly unearned: bigint;
};

/**
 * Settles a round exactly as `contracts/scoring/ScoreBoard.sol` and `contracts/rewards/RewardPool.sol` do.
 * @param totalStake The committee's stake, silent seats included.
 * @param pot Smallest units at risk before settlement.
 * @param fee Smallest units set aside for the oracles.
 */
export function settle(vectors: readonly RevealedVector[], totalStake: bigint, pot: bigint, fee: bigint): Settlement {
  const consensus = consensusVector(vectors, totalStake);
  const totalScore = consensus.reduce((sum, score) => sum + BigInt(score), 0n);
  const disagreements = vectors.map(({ scores }) =>
    scores.reduce((sum, score, i) => sum + BigInt(Math.abs(score - consensus[i]!)), 0n),
  );
  const feePayments = vectors.map(({ stake }, k) =>
    feePaymentOf({ fee, stake, totalStake, disagreement: disagreements[k]!, totalScore }),
  );
  // Medians of vectors that sum to a whole each can sum to more, up to two wholes when the stake is split in halves.
  const earned = (pot * (totalScore < FULL_SCORE ? totalScore : FULL_SCORE)) / FULL_SCORE;
  return { consensus, totalScore, disagreements, feePayments, earned, unearned: pot - earned };
}

/** An oracle whose scores miss the consensus by one part in so many of its sum is paid nothing. */
const PARTS_TO_AGREE_ON = 5n;

/** What stands behind a stake of the fee, rounded down; what an oracle misses of it joins the model's reserve. */
export function shareOfFee(fee: bigint, stake: bigint, totalStake: bigint): bigint {
  return (fee * stake) / totalStake;
}

export type FeePaymentParameters = {
  /** Smallest units set aside for the oracles. */
  readonly fee: bigint;
  readonly stake: bigint;
  /** The committee's stake, silent seats included. */
  readonly totalStake: bigint;
  /** `Σ_i |w_i − c_i|`, parts per billion. */
  readonly disagreement: bigint;
  /** `Σ_i c_i`, parts per billion. */
  readonly totalScore: bigint;
};

/**
 * `⌊⌊fee · stake / totalStake⌋ · (1 − 5 · disagreement / totalScore)⌋`, not below 0: what an oracle is paid for its
 * agreement. Honest oracles agree to the bit, so the slope is steep: who guesses is paid nothing, zeros included.
 */
export function feePaymentOf({ fee, stake, totalStake, disagreement, totalScore }: FeePaymentParameters): bigint {
  const share = shareOfFee(fee, stake, totalStake);
  if (disagreement === 0n) return share;
  const missed = PARTS_TO_AGREE_ON * disagreement;
  return missed >= totalScore ? 0n : (share * (totalScore - missed)) / totalScore;
}

/** What a share of `score` has earned of everything `funded` into a settled pot, rounded down. */
export function shareOf(funded: bigint, score: number, totalScore: bigint): bigint {
  return totalScore === 0n ? 0n : (funded * BigInt(score)) / totalScore;
}
