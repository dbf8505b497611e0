import { getBytes } from "ethers";
import { CID } from "multiformats/cid";
import * as raw from "multiformats/codecs/raw";
import { create } from "multiformats/hashes/digest";

const SHA2_256 = 0x12;

/** The CIDv1 (raw codec, SHA-256, base32) of content with this digest; the contracts compute the same. */
export function cidOf(digest: string): string {
  return CID.createV1(raw.code, create(SHA2_256, getBytes(digest))).toString();
}
