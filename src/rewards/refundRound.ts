import { IRewardPool__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type RefundRoundParameters = {
  /** Identifier of the round. */
  readonly roundId: bigint;
  /** Who had paid. */
  readonly funder: string;
};

/** Returns a funder's money of a failed round and resolves to the amount. */
export async function refundRound(client: Client, { roundId, funder }: RefundRoundParameters): Promise<bigint> {
  const pool = IRewardPool__factory.connect(client.addresses.rewardPool, client.runner);
  const { args } = await send(client, pool, "PotRefunded", () => pool.refund(roundId, funder));
  return args.amount as bigint;
}
