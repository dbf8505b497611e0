import { hexlify } from "ethers";
import { BECH32_ALPHABET } from "./BECH32_ALPHABET.ts";
import { bech32Polymod } from "./bech32Polymod.ts";
import { SealingError } from "./SealingError.ts";

const PREFIX = "age";
const CHECKSUM_WORDS = 6;
const KEY_BYTES = 32;

/**
 * The X25519 public key inside an `age1…` recipient, `0x` and 64 hexadecimal digits.
 * @throws SealingError `KEY_INVALID` when it is no such recipient.
 */
export function keyOf(recipient: string): string {
  const words = Array.from(recipient.slice(PREFIX.length + 1), (character) => BECH32_ALPHABET.indexOf(character));
  const isEncoded = recipient.startsWith(`${PREFIX}1`) && !words.includes(-1) && bech32Polymod(PREFIX, words) === 1;
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const word of words.slice(0, -CHECKSUM_WORDS)) {
    held = ((held << 5) | word) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  const padding = held & ((1 << bits) - 1);
  if (!isEncoded || bytes.length !== KEY_BYTES || bits >= 5 || padding !== 0) {
    throw new SealingError(
      "KEY_INVALID",
      `${recipient} is not an age recipient with an X25519 key.`,
      "Give the age1… line that age-keygen prints.",
    );
  }
  return hexlify(Uint8Array.from(bytes));
}
