import { sha256 } from "ethers";
import type { ContentStore } from "../../src/storage/ContentStore.ts";
import { requireContent } from "../../src/storage/requireContent.ts";
import { StorageError } from "../../src/storage/StorageError.ts";

/** Content in memory, over a map that a test may look into; it checks what it hands out, as the folder store does. */
export function createMemoryStore(contents = new Map<string, Uint8Array>()): ContentStore {
  return {
    async put(bytes) {
      const digest = sha256(bytes);
      contents.set(digest, bytes);
      return digest;
    },
    async get(digest) {
      const bytes = contents.get(digest);
      if (bytes === undefined) throw new StorageError("CONTENT_MISSING", `The store does not have ${digest}.`);
      return requireContent(bytes, digest);
    },
  };
}
