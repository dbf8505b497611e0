import { IRewardPool__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type FundRoundParameters = {
  /** Identifier of the round. */
  readonly roundId: bigint;
  /** Address of the token. */
  readonly token: string;
  /** Smallest units. */
  readonly amount: bigint;
};

/** Pays into a round's pot, at any time, and resolves to what arrived. The reward pool needs an allowance. */
export async function fundRound(client: Client, { roundId, token, amount }: FundRoundParameters): Promise<bigint> {
  const pool = IRewardPool__factory.connect(client.addresses.rewardPool, client.runner);
  const { args } = await send(client, pool, "PotFunded", () => pool.fund(roundId, token, amount));
  return args.amount as bigint;
}
