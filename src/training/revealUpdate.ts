import { ITrainingRounds__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type RevealUpdateParameters = {
  /** Identifier of the round. */
  readonly roundId: bigint;
  /** SHA-256 of the update (safetensors). */
  readonly updateDigest: string;
  /** The salt of the commitment. */
  readonly salt: string;
};

/** Publishes the digest of the committed update, takes the bond back and resolves to the position in every score vector. */
export async function revealUpdate(
  client: Client,
  { roundId, updateDigest, salt }: RevealUpdateParameters,
): Promise<number> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const { args } = await send(client, rounds, "UpdateRevealed", () => rounds.revealUpdate(roundId, updateDigest, salt));
  return Number(args.index);
}
