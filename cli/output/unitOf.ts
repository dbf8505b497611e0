import { Contract } from "ethers";
import { read } from "../../src/chain/read.ts";
import type { Client } from "../../src/client.ts";
import type { Unit } from "./formatAmount.ts";
import { printable } from "./printable.ts";

const abi = ["function symbol() view returns (string)", "function decimals() view returns (uint8)"];

/** Symbol and decimals of an ERC-20 token, as it says itself. */
export async function unitOf({ runner }: Client, token: string): Promise<Unit> {
  const contract = new Contract(token, abi, runner);
  const [symbol, decimals] = await read(
    Promise.all([contract.getFunction("symbol")(), contract.getFunction("decimals")()]),
  );
  return { symbol: printable(String(symbol)).slice(0, 12), decimals: Number(decimals) };
}
