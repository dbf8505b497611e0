import { ISealedUpdates__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { openCopies } from "./openCopies.ts";
import { SealingError } from "./SealingError.ts";
import { sealedUpdatesOf } from "./sealedUpdatesOf.ts";
import { sealForCommittee } from "./sealForCommittee.ts";

export type ForwardSealedUpdateParameters = {
  /** Identifier of the round, in Opening. */
  readonly roundId: bigint;
  /** Whose update to forward. */
  readonly contributor: string;
  /** Identities of the caller, a member of the committee. */
  readonly identities: readonly string[];
  /** Block to read events from. */
  readonly fromBlock?: number;
};

/**
 * Seals another's update again, to the whole committee, for members who could not open it; resolves to the SHA-256 of the
 * age file.
 * @throws SealingError `SEALED_UNREADABLE` when the caller cannot open it either.
 */
export async function forwardSealedUpdate(
  client: Client,
  store: ContentStore,
  { roundId, contributor, identities, fromBlock = 0 }: ForwardSealedUpdateParameters,
): Promise<string> {
  const updates = await sealedUpdatesOf(client, { roundId, fromBlock });
  const update = updates.find((candidate) => candidate.contributor === contributor);
  const bytes = update === undefined ? undefined : await openCopies(store, update, identities);
  if (bytes === undefined) {
    throw new SealingError(
      "SEALED_UNREADABLE",
      `No sealed copy of ${contributor}'s update in round ${roundId} opens with these identities.`,
      "Leave it to a member who can open one.",
    );
  }
  const sealedDigest = await sealForCommittee(client, store, { roundId, bytes });
  const sealing = ISealedUpdates__factory.connect(client.addresses.sealedUpdates, client.runner);
  await send(client, sealing, "UpdateForwarded", () => sealing.forward(roundId, contributor, sealedDigest));
  return sealedDigest;
}
