import { ITrainingRounds__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";
import type { HiddenSlices } from "./slicesCommitment.ts";

export type OpenSlicesParameters = {
  /** Identifier of the round. */
  readonly roundId: bigint;
  /** What the round was opened with. */
  readonly slices: HiddenSlices;
};

/** Opens the hidden slices of a round that the caller sponsors. */
export async function openSlices(client: Client, { roundId, slices }: OpenSlicesParameters): Promise<void> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  await send(client, rounds, "SlicesOpened", () =>
    rounds.openSlices(roundId, slices.rootSliceDigest, slices.validationSliceDigest, slices.salt),
  );
}
