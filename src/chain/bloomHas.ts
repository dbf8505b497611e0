import { getBytes, keccak256 } from "ethers";

const BITS = 2048;
const BYTES = BITS / 8;

/** Whether a block's bloom filter may hold events of an address; false is certain. Yellow paper, 4.4.3: three bits per entry. */
export function bloomHas(logsBloom: string, address: string): boolean {
  const bloom = getBytes(logsBloom);
  // A chain that does not keep blooms may still have events.
  if (bloom.length !== BYTES) return true;
  const hash = getBytes(keccak256(address));
  return [0, 2, 4].every((at) => {
    const bit = (((hash[at] as number) << 8) | (hash[at + 1] as number)) % BITS;
    return ((bloom[BYTES - 1 - (bit >> 3)] as number) & (1 << (bit & 7))) !== 0;
  });
}
