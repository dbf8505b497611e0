import { ITrainingRounds__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type CloseRoundParameters = {
  /** Identifier of the round. */
  readonly roundId: bigint;
};

/** Makes a failed round's money refundable or claimable. */
export async function closeRound(client: Client, { roundId }: CloseRoundParameters): Promise<void> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  await send(client, rounds, "RoundClosed", () => rounds.closeRound(roundId));
}
