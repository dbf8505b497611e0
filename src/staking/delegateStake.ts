import { IStaking__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type DelegateStakeParameters = {
  /** Who votes. */
  readonly delegatee: string;
};

/** Lets an account vote with the caller's stake; the caller itself, to vote with it again. */
export async function delegateStake(client: Client, { delegatee }: DelegateStakeParameters): Promise<void> {
  const staking = IStaking__factory.connect(client.addresses.staking, client.runner);
  await send(client, staking, "DelegateChanged", () => staking.delegate(delegatee));
}
