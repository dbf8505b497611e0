import { IStaking__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type ReleaseExitParameters = {
  /** Identifier of the exit. */
  readonly exitId: bigint;
};

/** Takes out a queued exit whose time has come and resolves to the amount. */
export async function releaseExit(client: Client, { exitId }: ReleaseExitParameters): Promise<bigint> {
  const staking = IStaking__factory.connect(client.addresses.staking, client.runner);
  const { args } = await send(client, staking, "ExitReleased", () => staking.release(exitId));
  return args.amount as bigint;
}
