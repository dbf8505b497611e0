import { formatNumber } from "./formatNumber.ts";

/** Formats an amount with as many digits as the largest amount beside it calls for, so that columns line up. */
export function formatTokens(amount: number, largest = amount): string {
  return formatNumber(amount, decimalsBeside(Math.abs(largest)));
}

function decimalsBeside(largest: number): number {
  if (largest >= 10_000) return 0;
  if (largest >= 1000) return 1;
  return largest >= 1 || largest === 0 ? 2 : 4;
}
