import { CommonToken__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type ApproveTokensParameters = {
  /** Address of the contract. */
  readonly spender: string;
  /** Smallest units. */
  readonly amount: bigint;
};

/** Lets a contract take tokens of the caller. */
export async function approveTokens(client: Client, { spender, amount }: ApproveTokensParameters): Promise<void> {
  const token = CommonToken__factory.connect(client.addresses.commonToken, client.runner);
  await send(client, token, "Approval", () => token.approve(spender, amount));
}
