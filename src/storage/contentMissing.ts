import { StorageError } from "./StorageError.ts";

/** The error of a store that answered that it does not have content of this digest. */
export function contentMissing(digest: string, cause?: unknown): StorageError {
  return new StorageError("CONTENT_MISSING", `The store does not have ${digest}.`, {
    remedy: "Ask whoever published it to make it available.",
    cause,
  });
}
