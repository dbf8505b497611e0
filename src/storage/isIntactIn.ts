import type { ContentStore } from "./ContentStore.ts";
import { StorageError } from "./StorageError.ts";

/** Does the store serve this content, and is it what the digest says? It is read to find out. */
export async function isIntactIn(store: Pick<ContentStore, "get">, digest: string): Promise<boolean> {
  try {
    await store.get(digest);
    return true;
  } catch (error) {
    if (error instanceof StorageError) return false;
    throw error;
  }
}
