import { isHexString } from "ethers";
import { usageError } from "../usageError.ts";

/** Bytes in hexadecimal, 0x and two digits each. */
export function parseHex(text: string): string {
  if (!isHexString(text) || text.length % 2 !== 0) {
    throw usageError(`it must be bytes in hexadecimal, like 0x1234, not "${text}".`);
  }
  return text.toLowerCase();
}
