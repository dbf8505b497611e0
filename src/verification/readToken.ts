import { CommonToken__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";

/** How amounts of a token are written. */
export type TokenUnit = { readonly symbol: string; readonly decimals: number };

/** Reads how amounts of a token are written. ERC-20 leaves both optional: without them, amounts are in smallest units. */
export async function readToken(client: Client, address: string): Promise<TokenUnit> {
  const token = CommonToken__factory.connect(address, client.runner);
  try {
    return { symbol: await read(token.symbol()), decimals: Number(await read(token.decimals())) };
  } catch (error) {
    if (error instanceof BaseError) return { symbol: `smallest units of ${address}`, decimals: 0 };
    throw error;
  }
}
