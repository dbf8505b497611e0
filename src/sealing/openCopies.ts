import type { ContentStore } from "../storage/ContentStore.ts";
import { StorageError } from "../storage/StorageError.ts";
import { openUpdate } from "./openUpdate.ts";
import { SealingError } from "./SealingError.ts";
import type { SealedUpdate } from "./sealedUpdatesOf.ts";

/** The update from the first of its sealed copies that can be fetched and opened; undefined when none can. */
export async function openCopies(
  store: ContentStore,
  { updateDigest, copies }: Pick<SealedUpdate, "updateDigest" | "copies">,
  identities: readonly string[],
): Promise<Uint8Array | undefined> {
  for (const { sealedDigest } of copies) {
    try {
      return await openUpdate({ sealed: await store.get(sealedDigest), identities, updateDigest });
    } catch (error) {
      if (!(error instanceof SealingError) && !(error instanceof StorageError)) throw error;
    }
  }
  return undefined;
}
