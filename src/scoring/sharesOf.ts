import { RewardPool__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import type { Share } from "../rewards/claimRewards.ts";
import { revealedUpdates } from "../training/revealedUpdates.ts";
import { committeeOf } from "./committeeOf.ts";
import { consensusVector } from "./consensus.ts";
import { revealedVectors } from "./revealedVectors.ts";
import { buildScoreTree } from "./scoreTree.ts";

/** Every contributor's settled share of a round, recomputed from what was revealed; ready to claim with. */
export async function sharesOf(
  client: Client,
  { roundId, fromBlock = 0 }: { readonly roundId: bigint; readonly fromBlock?: number },
): Promise<(Share & { readonly contributor: string })[]> {
  const pool = RewardPool__factory.connect(client.addresses.rewardPool, client.runner);
  const updates = await revealedUpdates(client, { roundId, fromBlock });
  const members = await committeeOf(client, { roundId });
  const vectors = await revealedVectors(client, { roundId, fromBlock });
  const stakeOf = new Map(members.map(({ oracle, stake }) => [oracle, stake]));
  const consensus = consensusVector(
    vectors.map(({ oracle, scores }) => ({ scores, stake: stakeOf.get(oracle) ?? 0n })),
    members.reduce((sum, { stake }) => sum + stake, 0n),
  );
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
