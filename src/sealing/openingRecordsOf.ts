import { ISealedUpdates__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { StorageError } from "../storage/StorageError.ts";
import type { OpeningRecord } from "./OpeningRecord.ts";
import { readOpeningRecord } from "./readOpeningRecord.ts";
import { SealingError } from "./SealingError.ts";

/** The last record that a member posted. */
export type PostedRecord = {
  readonly oracle: string;
  readonly recordDigest: string;
  /** Undefined when the store has no such file, or it is not the member's record of this round. */
  readonly record: OpeningRecord | undefined;
};

/** What the members of a round's committee say they opened, in the order of their first records. */
export async function openingRecordsOf(
  client: Client,
  store: ContentStore,
  { roundId, fromBlock = 0 }: { readonly roundId: bigint; readonly fromBlock?: number },
): Promise<PostedRecord[]> {
  const sealing = ISealedUpdates__factory.connect(client.addresses.sealedUpdates, client.runner);
  const events = await read(sealing.queryFilter(sealing.filters.OpeningRecorded(roundId), fromBlock));
  const digests = new Map(events.map(({ args }) => [args.oracle, args.recordDigest]));
  return Promise.all(
    Array.from(digests, async ([oracle, recordDigest]) => {
      const record = await fetchRecord(store, recordDigest);
      const isOwn = record?.oracle === oracle && record.roundId === String(roundId);
      return { oracle, recordDigest, record: isOwn ? record : undefined };
    }),
  );
}

async function fetchRecord(store: ContentStore, digest: string): Promise<OpeningRecord | undefined> {
  try {
    return readOpeningRecord(await store.get(digest));
  } catch (error) {
    if (error instanceof StorageError || error instanceof SealingError) return undefined;
    throw error;
  }
}
