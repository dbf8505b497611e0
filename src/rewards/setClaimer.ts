import { IRewardPool__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type SetClaimerParameters = {
  /** Address of the claimer. */
  readonly claimer: string;
};

/** Names who may claim and receive in the caller's place; the zero address for nobody. */
export async function setClaimer(client: Client, { claimer }: SetClaimerParameters): Promise<void> {
  const pool = IRewardPool__factory.connect(client.addresses.rewardPool, client.runner);
  await send(client, pool, "ClaimerChanged", () => pool.setClaimer(claimer));
}
