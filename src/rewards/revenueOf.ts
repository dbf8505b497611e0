import { IRewardPool__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

export type RevenueOfParameters = {
  readonly datasetId: bigint;
  /** Address of the token. */
  readonly token: string;
};

/** What waits for a dataset's owner from rewards that were earned with the dataset, smallest units. */
export async function revenueOf(client: Client, { datasetId, token }: RevenueOfParameters): Promise<bigint> {
  const pool = IRewardPool__factory.connect(client.addresses.rewardPool, client.runner);
  return read(pool.revenueOf(datasetId, token));
}
