import { ZeroAddress } from "ethers";
import { IRewardPool__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

export type ClaimerOfParameters = {
  readonly contributor: string;
};

/** Who may claim and receive in a contributor's place; undefined for nobody. */
export async function claimerOf(client: Client, { contributor }: ClaimerOfParameters): Promise<string | undefined> {
  const pool = IRewardPool__factory.connect(client.addresses.rewardPool, client.runner);
  const claimer = await read(pool.claimerOf(contributor));
  return claimer === ZeroAddress ? undefined : claimer;
}
