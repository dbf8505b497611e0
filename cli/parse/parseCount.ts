import { usageError } from "../usageError.ts";

/** A whole number that fits a JavaScript number. */
export function parseCount(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw usageError(`it must be a whole number, not "${text}".`);
  return value;
}
