import { formatNumber } from "./formatNumber.ts";

/** Formats a fraction (1 is 100%). */
export function formatPercent(fraction: number, decimals = 1): string {
  const text = formatNumber(fraction * 100, decimals);
  return Number.isFinite(fraction) ? `${text}%` : text;
}
