import { TrainingRounds__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { revealedUpdates } from "../training/revealedUpdates.ts";
import type { ReadRoundParameters } from "./readSubmissions.ts";

/** An update that an earlier round of the model made public. */
export type EarlierUpdate = {
  readonly roundId: bigint;
  readonly contributor: string;
  readonly updateDigest: string;
};

/** Reads which updates the rounds of a model before `roundId` made public, oldest round first. */
export async function readEarlierUpdates(
  client: Client,
  modelId: bigint,
  { roundId, fromBlock = 0 }: ReadRoundParameters,
): Promise<EarlierUpdate[]> {
  const rounds = TrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const opened = await read(rounds.queryFilter(rounds.filters.RoundOpened(undefined, modelId), fromBlock));
  const earlier: EarlierUpdate[] = [];
  for (const { args } of opened) {
    if (args.roundId >= roundId) continue;
    const updates = await revealedUpdates(client, { roundId: args.roundId, fromBlock });
    earlier.push(
      ...updates.map(({ contributor, updateDigest }) => ({ roundId: args.roundId, contributor, updateDigest })),
    );
  }
  return earlier;
}
