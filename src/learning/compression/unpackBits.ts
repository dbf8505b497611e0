/** Reads `count` unsigned integers of `width` bits that `packBits` wrote; unused bits are not looked at. */
export function unpackBits(bytes: Uint8Array, width: number, count: number): Uint16Array {
  const numbers = new Uint16Array(count);
  const mask = (1 << width) - 1;
  let waiting = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < count; i++) {
    for (; bits < width; bits += 8) waiting |= (bytes[at++] as number) << bits;
    numbers[i] = waiting & mask;
    waiting >>>= width;
    bits -= width;
  }
  return numbers;
}
