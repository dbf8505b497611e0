import { usageError } from "../usageError.ts";

/** Something of the form of an address. Whether its checksum is right is for who uses it to say: that takes a library. */
export function parseAddress(text: string): string {
  if (/^0x[0-9a-fA-F]{40}$/.test(text)) return text;
  throw usageError(`it must be an address, 0x and 40 hexadecimal digits, not "${text}".`);
}
