import { ICommonToken__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type ApproveTokensParameters = {
  /** Address of the contract. */
  readonly spender: string;
  /** Smallest units. */
  readonly amount: bigint;
  /** Address of the token; the deployment's own without it. */
  readonly token?: string;
};

/** Lets a contract take tokens of the caller. */
export async function approveTokens(
  client: Client,
  { spender, amount, token = client.addresses.commonToken }: ApproveTokensParameters,
): Promise<void> {
  const erc20 = ICommonToken__factory.connect(token, client.runner);
  await send(client, erc20, "Approval", () => erc20.approve(spender, amount));
}
