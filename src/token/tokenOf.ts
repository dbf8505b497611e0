import { CommonToken__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

/** An ERC-20 token as an account meets it. */
export type Token = {
  readonly address: string;
  readonly symbol: string;
  readonly decimals: number;
  /** Smallest units; 0 when no account was asked about. */
  readonly balance: bigint;
  /** What the spender may take of it, smallest units; 0 when no spender was asked about. */
  readonly allowance: bigint;
};

export type TokenOfParameters = {
  /** Address of the token; the deployment's own without it. */
  readonly token?: string;
  /** Whose balance to read. */
  readonly account?: string;
  /** Whose allowance over the account's tokens to read. */
  readonly spender?: string;
};

/** Reads how a token is written, and what an account has of it and allowed a contract to take. */
export async function tokenOf(
  client: Client,
  { token = client.addresses.commonToken, account, spender }: TokenOfParameters,
): Promise<Token> {
  const erc20 = CommonToken__factory.connect(token, client.runner);
  const [symbol, decimals, balance, allowance] = await Promise.all([
    read(erc20.symbol()),
    read(erc20.decimals()),
    account === undefined ? 0n : read(erc20.balanceOf(account)),
    account === undefined || spender === undefined ? 0n : read(erc20.allowance(account, spender)),
  ]);
  return { address: token, symbol, decimals: Number(decimals), balance, allowance };
}
