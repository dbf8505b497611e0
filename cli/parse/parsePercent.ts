import { usageError } from "../usageError.ts";

/** Percent with at most two decimals, as basis points: 2.5 is 250. */
export function parsePercent(text: string): number {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text);
  const bps = match === null ? Number.NaN : Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  if (!(bps <= 10_000)) throw usageError(`it must be a percentage like 5 or 2.5, not "${text}".`);
  return bps;
}
