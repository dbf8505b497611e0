import { usageError } from "../usageError.ts";

/** @throws BaseError `USAGE` for an amount of nothing. */
export function requireAmount(amount: bigint): bigint {
  if (amount === 0n) throw usageError("The amount must be more than 0.");
  return amount;
}
