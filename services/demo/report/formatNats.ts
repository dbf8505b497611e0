import { formatNumber } from "./formatNumber.ts";

/** Formats a signed difference of losses. */
export function formatNats(value: number): string {
  const text = formatNumber(value, 4);
  return value > 0 && !text.startsWith("<") ? `+${text}` : text;
}
