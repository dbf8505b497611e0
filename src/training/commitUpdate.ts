import { ITrainingRounds__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import { send } from "../chain/send.ts";
import { signerAddress } from "../chain/signerAddress.ts";
import type { Client } from "../client.ts";

export type CommitUpdateParameters = {
  /** Identifier of the round. */
  readonly roundId: bigint;
  /** SHA-256 of the update (safetensors). */
  readonly updateDigest: string;
  /** 32 random bytes, kept until the reveal. */
  readonly salt: string;
  /** Dataset the update was trained on. */
  readonly datasetId: bigint;
  /** License that permits it; 0 when the caller owns the dataset. */
  readonly licenseId: bigint;
};

/** Commits the caller to an update and shows its right to train. */
export async function commitUpdate(
  client: Client,
  { roundId, updateDigest, salt, datasetId, licenseId }: CommitUpdateParameters,
): Promise<void> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const contributor = await signerAddress(client);
  const commitment = await read(rounds.commitmentOf(roundId, contributor, updateDigest, salt));
  await send(client, rounds, "UpdateCommitted", () => rounds.commitUpdate(roundId, commitment, datasetId, licenseId));
}
