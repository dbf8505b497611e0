import { ICommonToken__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type DelegateVotesParameters = {
  /** Who votes. */
  readonly delegatee: string;
};

/** Lets an account vote with the caller's unstaked tokens; the caller itself, to vote with them at all. */
export async function delegateVotes(client: Client, { delegatee }: DelegateVotesParameters): Promise<void> {
  const token = ICommonToken__factory.connect(client.addresses.commonToken, client.runner);
  await send(client, token, "DelegateChanged", () => token.delegate(delegatee));
}
