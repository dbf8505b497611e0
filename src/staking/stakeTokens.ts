import { IStaking__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type StakeTokensParameters = {
  /** Smallest units. */
  readonly amount: bigint;
};

/** Bonds tokens of the caller, which keep their vote. */
export async function stakeTokens(client: Client, { amount }: StakeTokensParameters): Promise<void> {
  const staking = IStaking__factory.connect(client.addresses.staking, client.runner);
  await send(client, staking, "Staked", () => staking.stake(amount));
}
