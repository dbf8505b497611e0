import { ITrainingRounds__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import { signerAddress } from "../chain/signerAddress.ts";
import type { Client } from "../client.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { openCopies } from "./openCopies.ts";
import { requireOwnKey } from "./requireOwnKey.ts";
import { type SealedCopy, type SealedUpdate, sealedUpdatesOf } from "./sealedUpdatesOf.ts";

export type OpenSealedStoreParameters = {
  /** The round to score; sealed updates of earlier rounds of its model are served as well. */
  readonly roundId: bigint;
  /** Identities of the oracle: the current one, and those that earlier rounds were sealed to. */
  readonly identities: readonly string[];
  /** Block to read events from. */
  readonly fromBlock?: number;
};

/**
 * The store as a member of the committee sees it: asked for an update, it opens the sealed copies that the member can open,
 * and asks the plain store for everything else. What it serves has the digest it was asked for. Announcements are read
 * once, here: open it in ScoreCommit, when no further one can come. Nothing that it opens goes into the plain store.
 * @throws SealingError `KEY_INVALID`, or `KEY_NOT_PUBLISHED` when no identity belongs to the caller's published key.
 */
export async function openSealedStore(
  client: Client,
  store: ContentStore,
  { roundId, identities, fromBlock = 0 }: OpenSealedStoreParameters,
): Promise<ContentStore> {
  await requireOwnKey(client, await signerAddress(client), identities);
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const { modelId } = await read(rounds.roundOf(roundId));
  const opened = await read(rounds.queryFilter(rounds.filters.RoundOpened(undefined, modelId), fromBlock));
  const [slicesOpened] = await read(rounds.queryFilter(rounds.filters.SlicesOpened(roundId), fromBlock));
  // What an overlapping earlier round announced since would be known to members that judge late only.
  const isInTime = ({ block, index }: SealedCopy, id: bigint) =>
    id === roundId ||
    slicesOpened === undefined ||
    block < slicesOpened.blockNumber ||
    (block === slicesOpened.blockNumber && index < slicesOpened.index);
  const copies = new Map<string, SealedUpdate["copies"]>();
  for (const { args } of opened) {
    if (args.roundId > roundId) continue;
    for (const update of await sealedUpdatesOf(client, { roundId: args.roundId, fromBlock })) {
      const known = update.copies.filter((copy) => isInTime(copy, args.roundId));
      copies.set(update.updateDigest, [...(copies.get(update.updateDigest) ?? []), ...known]);
    }
  }
  return {
    put: (bytes) => store.put(bytes),
    async get(digest) {
      const known = copies.get(digest.toLowerCase()) ?? [];
      return (
        (await openCopies(store, { updateDigest: digest, copies: known }, identities)) ?? (await store.get(digest))
      );
    },
  };
}
