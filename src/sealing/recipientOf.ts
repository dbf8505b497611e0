import { getBytes } from "ethers";
import { encodeBech32 } from "./encodeBech32.ts";

/** The `age1…` recipient of an X25519 public key of 32 bytes, given in hexadecimal. */
export function recipientOf(key: string): string {
  return encodeBech32("age", getBytes(key));
}
