import { formatAmount, type Unit } from "./formatAmount.ts";

/** An amount without its symbol, for tables where that stands elsewhere. */
export function formatNumber(amount: bigint, unit: Unit): string {
  return formatAmount(amount, { ...unit, symbol: "" }).trim();
}
