import { IRewardPool__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type WithdrawRevenueParameters = {
  /** Identifier of the dataset. */
  readonly datasetId: bigint;
  /** Address of the token. */
  readonly token: string;
};

/** Pays a dataset's part of rewards to its owner and resolves to the amount. */
export async function withdrawRevenue(
  client: Client,
  { datasetId, token }: WithdrawRevenueParameters,
): Promise<bigint> {
  const pool = IRewardPool__factory.connect(client.addresses.rewardPool, client.runner);
  const { args } = await send(client, pool, "RevenueWithdrawn", () => pool.withdrawRevenue(datasetId, token));
  return args.amount as bigint;
}
