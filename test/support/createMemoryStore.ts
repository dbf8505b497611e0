import { sha256 } from "ethers";
import type { ContentStore } from "../../src/storage/ContentStore.ts";
import { StorageError } from "../../src/storage/StorageError.ts";

/** Content in memory, for tests that need no folder. */
export function createMemoryStore(): ContentStore {
  const contents = new Map<string, Uint8Array>();
  return {
    async put(bytes) {
      const digest = sha256(bytes);
      contents.set(digest, bytes);
      return digest;
    },
    async get(digest) {
      const bytes = contents.get(digest);
      if (bytes === undefined) throw new StorageError("CONTENT_MISSING", `The store does not have ${digest}.`);
      return bytes;
    },
  };
}
