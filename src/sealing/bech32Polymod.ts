const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/**
 * Checksum polynomial over a prefix and its 5-bit words: 1 when the last six words are the right checksum, and the
 * checksum with its lowest bit flipped when they are zero. Source: BIP 173, "Bech32".
 */
export function bech32Polymod(prefix: string, words: readonly number[]): number {
  const characters = Array.from(prefix, (character) => character.charCodeAt(0));
  const values = [...characters.map((c) => c >> 5), 0, ...characters.map((c) => c & 31), ...words];
  return values.reduce((sum, value) => {
    let next = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [bit, term] of GENERATOR.entries()) if (((sum >>> 25) >>> bit) & 1) next ^= term;
    return next;
  }, 1);
}
