import { StorageError } from "./StorageError.ts";

/** The error of content above the bound of its store; at most `maxBytes` of it were read. */
export function contentTooLarge(digest: string, maxBytes: number): StorageError {
  return new StorageError("CONTENT_TOO_LARGE", `Content of ${digest} has more than ${maxBytes} bytes.`, {
    remedy: "Raise limits.maxBytes of the store if content of that size is expected.",
  });
}
