import { usageError } from "../usageError.ts";

/** A SHA-256 digest, 0x and 64 hexadecimal digits. */
export function parseDigest(text: string): string {
  if (!/^0x[0-9a-fA-F]{64}$/.test(text)) {
    throw usageError(`it must be a digest, 0x and 64 hexadecimal digits, not "${text}".`);
  }
  return text.toLowerCase();
}
