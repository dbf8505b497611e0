import { keccak256 } from "ethers";

/** The bloom filter of a block with these logs: yellow paper, 4.4.3, over one large number. */
export function bloomOf(logs: readonly { readonly address: string; readonly topics: readonly string[] }[]): string {
  let bloom = 0n;
  for (const { address, topics } of logs) {
    for (const entry of [address, ...topics]) {
      const hash = keccak256(entry).slice(2);
      for (const at of [0, 4, 8]) bloom |= 1n << BigInt(Number.parseInt(hash.slice(at, at + 4), 16) % 2048);
    }
  }
  return `0x${bloom.toString(16).padStart(512, "0")}`;
}
