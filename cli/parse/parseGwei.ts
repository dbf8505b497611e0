import { usageError } from "../usageError.ts";

/** Gwei as wei. */
export function parseGwei(text: string): bigint {
  const match = /^(\d{1,12})(?:\.(\d{1,9}))?$/.exec(text);
  if (match === null) throw usageError(`it must be a number of gwei with at most 9 decimals, not "${text}".`);
  return BigInt(match[1]!) * 1_000_000_000n + BigInt((match[2] ?? "").padEnd(9, "0"));
}
