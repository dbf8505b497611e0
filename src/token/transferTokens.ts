import { ICommonToken__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type TransferTokensParameters = {
  /** Who gets them. */
  readonly recipient: string;
  /** Smallest units. */
  readonly amount: bigint;
  /** Address of the token; the deployment's own without it. */
  readonly token?: string;
};

/** Sends tokens of the caller, which cannot be undone; votes move with them. */
export async function transferTokens(
  client: Client,
  { recipient, amount, token = client.addresses.commonToken }: TransferTokensParameters,
): Promise<void> {
  const erc20 = ICommonToken__factory.connect(token, client.runner);
  await send(client, erc20, "Transfer", () => erc20.transfer(recipient, amount));
}
