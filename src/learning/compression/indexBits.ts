/** Bits of a position inside a chunk. */
export function indexBits(chunkSize: number): number {
  return 32 - Math.clz32(chunkSize - 1);
}
