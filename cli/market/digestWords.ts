import { ZeroHash } from "ethers";

/** What a digest on the chain stands for, in words; undefined or zero names nothing. No contract enforces what it says. */
export function digestWords(digest: string | null | undefined): string {
  return digest === ZeroHash || digest === null || digest === undefined ? "none" : `${digest} (off-chain)`;
}
