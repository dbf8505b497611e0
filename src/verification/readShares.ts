import { IRewardPool__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { consensusVector } from "../scoring/consensus.ts";
import type { RoundRecord } from "./readRoundRecord.ts";

/** What a round settled on for each contributor, by position. */
export type Shares = {
  /** Consensus of the revealed vectors, parts per billion. */
  readonly consensus: readonly number[];
  /** What can still be claimed in the round's token, smallest units; 0 for a score of 0. */
  readonly claimable: readonly bigint[];
};

/** Recomputes the consensus of a round's revealed vectors, and reads what those shares can still claim. */
export async function readShares(client: Client, { roundId, judgement, payments }: RoundRecord): Promise<Shares> {
  const pool = IRewardPool__factory.connect(client.addresses.rewardPool, client.runner);
  const stakeOf = new Map(judgement.members.map(({ oracle, stake }) => [oracle, stake]));
  const consensus = consensusVector(
    judgement.vectors.map(({ oracle, scores }) => ({ scores, stake: stakeOf.get(oracle) ?? 0n })),
    judgement.totalStake,
  );
  const claimable = consensus.map((score, index) =>
    score === 0 ? 0n : read(pool.claimableOf(roundId, payments.token, index, score)),
  );
  return { consensus, claimable: await Promise.all(claimable) };
}
