import { usageError } from "../usageError.ts";

/** Bytes in hexadecimal, 0x and two digits each. */
export function parseHex(text: string): string {
  if (/^0x([0-9a-fA-F]{2})*$/.test(text)) return text.toLowerCase();
  throw usageError(`it must be bytes in hexadecimal, like 0x1234, not "${text}".`);
}
