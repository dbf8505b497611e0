import { sha256 } from "ethers";
import { readNamedFile } from "./readNamedFile.ts";

/** The digest that was typed, or the SHA-256 of the file that was named. @throws BaseError `FILE_MISSING`. */
export async function digestOf(fileOrDigest: string): Promise<string> {
  return /^0x[0-9a-fA-F]{64}$/.test(fileOrDigest)
    ? fileOrDigest.toLowerCase()
    : sha256(await readNamedFile(fileOrDigest));
}
