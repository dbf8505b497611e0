import { readDigestOf } from "./readDigestOf.ts";

/** The digest that was typed, or that of the file that was named. @throws BaseError `FILE_MISSING`. */
export async function digestOf(fileOrDigest: string): Promise<string> {
  return /^0x[0-9a-fA-F]{64}$/.test(fileOrDigest) ? fileOrDigest.toLowerCase() : readDigestOf(fileOrDigest);
}
