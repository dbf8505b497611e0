import { ZeroAddress } from "ethers";

/** An address; null for the one that stands for nobody. */
export function partyOf(address: string): string | null {
  return address === ZeroAddress ? null : address;
}
