import { formatNumber } from "./formatNumber.ts";

/** Formats an amount: in a column with as many digits as its largest amount calls for, alone with no more than it needs. */
export function formatTokens(amount: number, largest?: number): string {
  const decimals = largest === undefined && Number.isInteger(amount) ? 0 : decimalsBeside(Math.abs(largest ?? amount));
  return formatNumber(amount, decimals);
}

function decimalsBeside(largest: number): number {
  if (largest >= 10_000) return 0;
  if (largest >= 1000) return 1;
  return largest >= 1 || largest === 0 ? 2 : 4;
}
