import { hkdf } from "node:crypto";
import { promisify } from "node:util";
import { getBytes } from "ethers";

/**
 * 32 bytes that follow from a key and a label: HKDF-SHA256 of the key, without a salt, with `commonweights.LABEL` as info. Never
 * change it: a process that lost its state finds what it committed to by these bytes.
 */
export async function deriveSecret(privateKey: string, label: string): Promise<Uint8Array> {
  return new Uint8Array(await promisify(hkdf)("sha256", getBytes(privateKey), "", `commonweights.${label}`, 32));
}
