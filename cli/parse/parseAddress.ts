import { getAddress, isAddress } from "ethers";
import { usageError } from "../usageError.ts";

/** An address; a checksum, where there is one, must be right. */
export function parseAddress(text: string): string {
  if (!text.startsWith("0x") || !isAddress(text)) {
    throw usageError(`it must be an address, 0x and 40 hexadecimal digits, not "${text}".`);
  }
  return getAddress(text);
}
