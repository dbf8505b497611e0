import { ITrainingRounds__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type ContestProvenanceParameters = {
  /** Identifier of the round. */
  readonly roundId: bigint;
  /** SHA-256 of the reason. */
  readonly reasonDigest: string;
};

/**
 * Bars the versions born in a round from promotion, for ever. Governance alone may: pass its calldata (`calldataOf`) to
 * `propose`.
 */
export async function contestProvenance(
  client: Client,
  { roundId, reasonDigest }: ContestProvenanceParameters,
): Promise<void> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  await send(client, rounds, "ProvenanceContested", () => rounds.contestProvenance(roundId, reasonDigest));
}
