import { sha256 } from "ethers";
import { ISealedUpdates__factory, ITrainingRounds__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import { send } from "../chain/send.ts";
import { signerAddress } from "../chain/signerAddress.ts";
import type { Client } from "../client.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { SealingError } from "./SealingError.ts";
import { type SealForCommitteeParameters, sealForCommittee } from "./sealForCommittee.ts";

/**
 * Seals the caller's revealed update to the committee, stores it, announces it and resolves to the SHA-256 of the age file.
 * The update itself is not stored.
 * @throws SealingError `SEALED_MISMATCH` when it is not what the caller revealed: an announcement cannot be replaced.
 */
export async function announceSealedUpdate(
  client: Client,
  store: ContentStore,
  { roundId, bytes }: SealForCommitteeParameters,
): Promise<string> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const { digest, isRevealed } = await read(rounds.updateOf(roundId, await signerAddress(client)));
  if (!isRevealed || digest !== sha256(bytes)) {
    throw new SealingError(
      "SEALED_MISMATCH",
      `The update hashes to ${sha256(bytes)}, and the caller revealed ${isRevealed ? digest : "none"} in round ${roundId}.`,
      "Reveal first, then seal exactly the file that was committed to.",
    );
  }
  const sealedDigest = await sealForCommittee(client, store, { roundId, bytes });
  const sealing = ISealedUpdates__factory.connect(client.addresses.sealedUpdates, client.runner);
  await send(client, sealing, "UpdateSealed", () => sealing.announce(roundId, sealedDigest));
  return sealedDigest;
}
