import { SealedUpdates__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { type SealForCommitteeParameters, sealForCommittee } from "./sealForCommittee.ts";

/**
 * Seals the caller's revealed update to the committee, stores it, announces it and resolves to the SHA-256 of the age file.
 * The update itself is not stored.
 */
export async function announceSealedUpdate(
  client: Client,
  store: ContentStore,
  { roundId, bytes }: SealForCommitteeParameters,
): Promise<string> {
  const sealedDigest = await sealForCommittee(client, store, { roundId, bytes });
  const sealing = SealedUpdates__factory.connect(client.addresses.sealedUpdates, client.runner);
  await send(client, sealing, "UpdateSealed", () => sealing.announce(roundId, sealedDigest));
  return sealedDigest;
}
