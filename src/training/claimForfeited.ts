import { ITrainingRounds__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type ClaimForfeitedParameters = {
  /** Identifier of the round. */
  readonly roundId: bigint;
  /** Address of the contributor. */
  readonly contributor: string;
};

/** Pays a contributor its equal part of a forfeited pot and resolves to the amount. */
export async function claimForfeited(
  client: Client,
  { roundId, contributor }: ClaimForfeitedParameters,
): Promise<bigint> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const { args } = await send(client, rounds, "ForfeitedPotClaimed", () => rounds.claimForfeited(roundId, contributor));
  return args.amount as bigint;
}
