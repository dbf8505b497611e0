import { getAddress } from "ethers";

/** Addresses that are remembered; then all are forgotten at once. */
const MOST_KNOWN = 20_000;

const known = new Map<string, string>();

/** An address in EIP-55. The same few come again and again, and each takes a hash. */
export function checksumOf(address: string): string {
  const found = known.get(address);
  if (found !== undefined) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const checksummed = getAddress(address);
  known.set(address, checksummed);
  return checksummed;
}
