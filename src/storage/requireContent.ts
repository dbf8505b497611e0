import { sha256 } from "ethers";
import { StorageError } from "./StorageError.ts";

/** Bytes that hash to `digest`, or an error that names both. */
export function requireContent(bytes: Uint8Array, digest: string): Uint8Array {
  const actual = sha256(bytes);
  if (actual !== digest.toLowerCase()) {
    throw new StorageError("CONTENT_CORRUPT", `Content stored as ${digest} hashes to ${actual}.`, {
      remedy: "Delete the file and fetch it again from another holder.",
    });
  }
  return bytes;
}
