import { ISealedUpdates__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import { signerAddress } from "../chain/signerAddress.ts";
import type { Client } from "../client.ts";
import { committeeOf } from "../scoring/committeeOf.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { StorageError } from "../storage/StorageError.ts";
import type { OpeningRecord } from "./OpeningRecord.ts";
import { openCopies } from "./openCopies.ts";
import { recipientCountOf } from "./recipientCountOf.ts";
import { requireOwnKey } from "./requireOwnKey.ts";
import { type SealedUpdate, sealedUpdatesOf } from "./sealedUpdatesOf.ts";

export type OpeningRecordParameters = {
  /** Identifier of the round. */
  readonly roundId: bigint;
  /** Identities of the caller. */
  readonly identities: readonly string[];
  /** Block to read events from: not after the one in which the first of the members published its key. */
  readonly fromBlock?: number;
};

/**
 * The caller's record of a round as of now: what was sealed, to whom, what the caller can open, and what is public.
 * @throws SealingError `KEY_INVALID`, or `KEY_NOT_PUBLISHED` when no identity belongs to the caller's published key.
 */
export async function openingRecordOf(
  client: Client,
  store: ContentStore,
  { roundId, identities, fromBlock = 0 }: OpeningRecordParameters,
): Promise<OpeningRecord> {
  const oracle = await signerAddress(client);
  await requireOwnKey(client, oracle, identities);
  const updates = await sealedUpdatesOf(client, { roundId, fromBlock });
  return {
    format: "commonweights.opening.v1",
    roundId: String(roundId),
    oracle,
    committee: await committeeKeys(client, roundId, updates, fromBlock),
    updates: await Promise.all(
      updates.map(async (update) => ({
        contributor: update.contributor,
        updateDigest: update.updateDigest,
        copies: await Promise.all(
          update.copies.map(async ({ index: _, ...copy }) => {
            const sealed = await find(store, copy.sealedDigest);
            return { ...copy, recipients: sealed === undefined ? null : ((await recipientCountOf(sealed)) ?? null) };
          }),
        ),
        isOpened: (await openCopies(store, update, identities)) !== undefined,
        isPublic: (await find(store, update.updateDigest)) !== undefined,
      })),
    ),
  };
}

/** Each member's keys up to the last announcement, so that a later key does not change the record. */
async function committeeKeys(
  client: Client,
  roundId: bigint,
  updates: readonly SealedUpdate[],
  fromBlock: number,
): Promise<OpeningRecord["committee"]> {
  const sealing = ISealedUpdates__factory.connect(client.addresses.sealedUpdates, client.runner);
  const lastBlock = Math.max(fromBlock, ...updates.flatMap(({ copies }) => copies.map(({ block }) => block)));
  return Promise.all(
    (await committeeOf(client, { roundId })).map(async ({ oracle }) => {
      const events = await read(sealing.queryFilter(sealing.filters.KeyPublished(oracle), fromBlock, lastBlock));
      return { oracle, keys: events.map(({ args, blockNumber }) => ({ key: args.key, block: blockNumber })) };
    }),
  );
}

async function find(store: ContentStore, digest: string): Promise<Uint8Array | undefined> {
  try {
    return await store.get(digest);
  } catch (error) {
    if (error instanceof StorageError) return undefined;
    throw error;
  }
}
