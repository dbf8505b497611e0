import { IRewardPool__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import type { Share } from "./claimRewards.ts";

/** What shares could claim now, smallest units, the parts of dataset owners included. */
export type Claimable = {
  readonly total: bigint;
  /** In the order of the shares that were asked about. */
  readonly amounts: readonly { readonly roundId: bigint; readonly amount: bigint }[];
};

export type ClaimableOfParameters = {
  /** Address of the token to be paid in. */
  readonly token: string;
  /** Shares of any rounds; no proof is needed. */
  readonly shares: readonly Pick<Share, "roundId" | "index" | "score">[];
};

/** Reads what settled shares could claim in a token. */
export async function claimableOf(client: Client, { token, shares }: ClaimableOfParameters): Promise<Claimable> {
  const pool = IRewardPool__factory.connect(client.addresses.rewardPool, client.runner);
  const amounts = await Promise.all(
    shares.map(async ({ roundId, index, score }) => ({
      roundId,
      amount: await read(pool.claimableOf(roundId, token, index, score)),
    })),
  );
  return { total: amounts.reduce((sum, { amount }) => sum + amount, 0n), amounts };
}
