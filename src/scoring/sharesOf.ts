import { IRewardPool__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import type { Share } from "../rewards/claimRewards.ts";
import { revealedUpdates } from "../training/revealedUpdates.ts";
import { committeeOf, type Member } from "./committeeOf.ts";
import { commonVector } from "./commonVector.ts";
import { consensusVector } from "./consensus.ts";
import { type OracleVector, readVectors } from "./readVectors.ts";
import { revealUnreadable } from "./revealedVectors.ts";
import { buildScoreTree } from "./scoreTree.ts";

/**
 * Every contributor's settled share of a round, recomputed from what was revealed; ready to claim with.
 * @throws BaseError `REVEAL_UNREADABLE` when a vector cannot be read, and no other is shared by more than half of the stake.
 */
export async function sharesOf(
  client: Client,
  { roundId, fromBlock = 0 }: { readonly roundId: bigint; readonly fromBlock?: number },
): Promise<(Share & { readonly contributor: string })[]> {
  const pool = IRewardPool__factory.connect(client.addresses.rewardPool, client.runner);
  const updates = await revealedUpdates(client, { roundId, fromBlock });
  const members = await committeeOf(client, { roundId });
  const { vectors, unreadable } = await readVectors(client, { roundId, fromBlock });
  const consensus = unreadable.length > 0 ? commonScores(vectors, members, unreadable) : consensusOf(vectors, members);
  const contributors = updates.map(({ contributor }) => contributor);
  const tree = buildScoreTree(await read(pool.leafDomainOf(roundId)), contributors, consensus);
  return contributors.map((contributor, index) => ({
    roundId,
    contributor,
    index,
    score: consensus[index]!,
    proof: tree.proofOf(index),
  }));
}

function consensusOf(vectors: readonly OracleVector[], members: readonly Member[]): readonly number[] {
  const stakeOf = new Map(members.map(({ oracle, stake }) => [oracle, stake]));
  return consensusVector(
    vectors.map(({ oracle, scores }) => ({ scores, stake: stakeOf.get(oracle) ?? 0n })),
    members.reduce((sum, { stake }) => sum + stake, 0n),
  );
}

/** A vector that more than half of the stake revealed is the consensus, whatever the others are. */
function commonScores(
  vectors: readonly OracleVector[],
  members: readonly Member[],
  unreadable: readonly string[],
): readonly number[] {
  const common = commonVector(vectors, members);
  if (common === undefined) throw revealUnreadable(unreadable);
  return common.scores;
}
