import { getBytes } from "ethers";
import { BECH32_ALPHABET } from "./BECH32_ALPHABET.ts";
import { bech32Polymod } from "./bech32Polymod.ts";

const PREFIX = "age";
const CHECKSUM_WORDS = 6;

/** The `age1…` recipient of an X25519 public key of 32 bytes, given in hexadecimal. */
export function recipientOf(key: string): string {
  const words: number[] = [];
  let held = 0;
  let bits = 0;
  for (const byte of getBytes(key)) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      words.push((held >> bits) & 31);
    }
  }
  if (bits > 0) words.push((held << (5 - bits)) & 31);
  const checksum = bech32Polymod(PREFIX, [...words, ...Array.from({ length: CHECKSUM_WORDS }, () => 0)]) ^ 1;
  for (let k = CHECKSUM_WORDS - 1; k >= 0; k--) words.push((checksum >>> (5 * k)) & 31);
  return `${PREFIX}1${words.map((word) => BECH32_ALPHABET[word]).join("")}`;
}
