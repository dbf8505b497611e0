import { StorageError } from "./StorageError.ts";

/**
 * A digest in lower case. Every name in a store is made from one, so that no text reaches a path or a URL.
 * @throws StorageError `DIGEST_INVALID` for anything but `0x` and 64 hexadecimal digits.
 */
export function requireDigest(digest: string): string {
  if (typeof digest !== "string" || !/^0x[0-9a-f]{64}$/i.test(digest)) {
    throw new StorageError(
      "DIGEST_INVALID",
      `${JSON.stringify(String(digest).slice(0, 80))} is not a SHA-256 digest.`,
      {
        remedy: "Name content by 0x and the 64 hexadecimal digits of its SHA-256.",
      },
    );
  }
  return digest.toLowerCase();
}
