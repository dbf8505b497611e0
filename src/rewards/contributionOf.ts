import { IRewardPool__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

export type ContributionOfParameters = {
  readonly roundId: bigint;
  /** Who paid into the pot. */
  readonly funder: string;
};

/** What a funder paid into a round's pot before settlement, smallest units: its refund if the round fails. */
export async function contributionOf(client: Client, { roundId, funder }: ContributionOfParameters): Promise<bigint> {
  const pool = IRewardPool__factory.connect(client.addresses.rewardPool, client.runner);
  return read(pool.contributionOf(roundId, funder));
}
