import { usageError } from "../usageError.ts";

/** An identifier: a whole number from 1, or 0 where that means none. */
export function parseId(text: string): bigint {
  if (!/^\d{1,78}$/.test(text)) throw usageError(`it must be a number, as lists show it, not "${text}".`);
  return BigInt(text);
}
