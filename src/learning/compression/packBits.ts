/**
 * Packs unsigned integers of `width` bits (1 to 16) one after the other, least significant bit first, into bytes; the
 * unused bits of the last byte are zero.
 */
export function packBits(numbers: ArrayLike<number>, width: number): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((numbers.length * width) / 8));
  // At most 7 + 16 bits wait at a time.
  let waiting = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < numbers.length; i++) {
    waiting |= (numbers[i] as number) << bits;
    bits += width;
    for (; bits >= 8; bits -= 8) {
      bytes[at++] = waiting;
      waiting >>>= 8;
    }
  }
  if (bits > 0) bytes[at] = waiting;
  return bytes;
}
