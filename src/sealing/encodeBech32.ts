import { BECH32_ALPHABET } from "./BECH32_ALPHABET.ts";
import { bech32Polymod } from "./bech32Polymod.ts";

const CHECKSUM_WORDS = 6;

/** Bytes in Bech32 (BIP 173) after a prefix in lower case. */
export function encodeBech32(prefix: string, bytes: Uint8Array): string {
  const words: number[] = [];
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      words.push((held >> bits) & 31);
    }
  }
  if (bits > 0) words.push((held << (5 - bits)) & 31);
  const checksum = bech32Polymod(prefix, [...words, ...Array.from({ length: CHECKSUM_WORDS }, () => 0)]) ^ 1;
  for (let k = CHECKSUM_WORDS - 1; k >= 0; k--) words.push((checksum >>> (5 * k)) & 31);
  return `${prefix}1${words.map((word) => BECH32_ALPHABET[word]).join("")}`;
}
