/** Reverses in place the bytes of each number of `width` bytes: between the little-endian order of files and a big-endian machine. */
export function reverseNumbers(bytes: Uint8Array, width: number): void {
  for (let from = 0; from < bytes.length; from += width) bytes.subarray(from, from + width).reverse();
}
