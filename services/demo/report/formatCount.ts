import { formatNumber } from "./formatNumber.ts";

/** Formats a number that is usually whole, such as rows, stake or votes: decimals only where there are some. */
export function formatCount(value: number): string {
  return formatNumber(value, Number.isInteger(value) ? 0 : 2);
}
