import { IStaking__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type RequestExitParameters = {
  /** Smallest units. */
  readonly amount: bigint;
};

/** Queues bonded tokens for release and resolves to the identifier of the exit. */
export async function requestExit(client: Client, { amount }: RequestExitParameters): Promise<bigint> {
  const staking = IStaking__factory.connect(client.addresses.staking, client.runner);
  const { args } = await send(client, staking, "ExitRequested", () => staking.requestExit(amount));
  return args.exitId as bigint;
}
