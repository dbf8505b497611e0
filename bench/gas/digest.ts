import { id } from "ethers";

/** 32 bytes that stand for the digest of some content. */
export function digest(content: string): string {
  return id(content);
}
