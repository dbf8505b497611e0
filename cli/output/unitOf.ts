import { Contract } from "ethers";
import { read } from "../../src/chain/read.ts";
import type { Client } from "../../src/client.ts";
import { RetryableError } from "../../src/errors/RetryableError.ts";
import { ETHER, type Unit } from "./formatAmount.ts";
import { printable } from "./printable.ts";
import { shortHex } from "./shortHex.ts";

const abi = ["function symbol() view returns (string)", "function decimals() view returns (uint8)"];

const LONGEST_SYMBOL = 12;
/** 10^77 is the largest power of ten in 256 bits. */
const MOST_DECIMALS = 77;

/**
 * Symbol and decimals of an ERC-20 token, as it says itself. What it says is no proof of what it is: beside a symbol that could
 * be taken for another, and in place of one that it does not say, stands its address.
 */
export async function unitOf({ runner, addresses }: Client, token: string): Promise<Unit> {
  const contract = new Contract(token, abi, runner);
  const [symbol, decimals] = await Promise.all([said(contract, "symbol"), said(contract, "decimals")]);
  // Without decimals, amounts are in the smallest units.
  const places = decimals === undefined || Number(decimals) > MOST_DECIMALS ? 0 : Number(decimals);
  const shown = printable(String(symbol ?? "").replaceAll("\n", "\0")).slice(0, LONGEST_SYMBOL);
  const isOurs = token.toLowerCase() === addresses.commonToken.toLowerCase();
  return { symbol: isOurs || isPlain(shown) ? shown : `${shown}@${shortHex(token)}`, decimals: places };
}

/** Letters that look like others, and the symbols of what this program counts in, are not plain. */
function isPlain(symbol: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9.$_+-]*$/.test(symbol) && !["COMMON", ETHER.symbol].includes(symbol.toUpperCase());
}

/** Undefined when the token does not say it, or not in the form of ERC-20. */
async function said(contract: Contract, name: string): Promise<unknown> {
  try {
    return await read(contract.getFunction(name)());
  } catch (error) {
    if (error instanceof RetryableError) throw error;
    return undefined;
  }
}
