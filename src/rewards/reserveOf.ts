import { IRewardPool__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

export type ReserveOfParameters = {
  readonly modelId: bigint;
  /** Address of the token. */
  readonly token: string;
};

/** What earlier rounds of a model left unearned in a token, smallest units: its owner's next round draws it. */
export async function reserveOf(client: Client, { modelId, token }: ReserveOfParameters): Promise<bigint> {
  const pool = IRewardPool__factory.connect(client.addresses.rewardPool, client.runner);
  return read(pool.reserveOf(modelId, token));
}
