import { parseUnits } from "ethers";
import type { Unit } from "../output/formatAmount.ts";
import { usageError } from "../usageError.ts";
import type { TypedAmount } from "./parseAmount.ts";

/** A typed amount in the token's smallest units. @throws BaseError `USAGE` when it has more decimals than the token. */
export function unitsOf({ text }: TypedAmount, { symbol, decimals }: Unit): bigint {
  const fraction = text.split(".")[1] ?? "";
  if (fraction.length > decimals) throw usageError(`${text} ${symbol} has more than ${decimals} decimals.`);
  return parseUnits(text, decimals);
}
