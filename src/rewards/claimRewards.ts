import { IRewardPool__factory } from "../../typechain-types/index.ts";
import { sendAll } from "../chain/send.ts";
import { signerAddress } from "../chain/signerAddress.ts";
import type { Client } from "../client.ts";

/** A settled share of one round, with its proof. */
export type Share = {
  readonly roundId: bigint;
  /** Position in the round. */
  readonly index: number;
  /** Consensus score, parts per billion. */
  readonly score: number;
  /** Siblings up to the stored root of its subtree; see `buildScoreTree`. */
  readonly proof: readonly string[];
};

export type ClaimRewardsParameters = {
  readonly contributor: string;
  /** Address of the token to be paid in. */
  readonly token: string;
  readonly shares: readonly Share[];
};

/** Claims what shares of any number of rounds have earned in a token and resolves to the sum. */
export async function claimRewards(
  client: Client,
  { contributor, token, shares }: ClaimRewardsParameters,
): Promise<bigint> {
  const pool = IRewardPool__factory.connect(client.addresses.rewardPool, client.runner);
  const [first, ...others] = shares.map((share) => ({ ...share, proof: [...share.proof] }));
  // One's own share of one round is claimed more cheaply.
  const isOwn = contributor === (await signerAddress(client));
  const events = await sendAll(client, pool, "RewardClaimed", () =>
    isOwn && first !== undefined && others.length === 0
      ? pool.claimShare(token, first)
      : pool.claim(contributor, token, first === undefined ? [] : [first, ...others]),
  );
  return events.reduce((sum, { args }) => sum + (args.amount as bigint), 0n);
}
