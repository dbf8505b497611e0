import { TrainingRounds__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { type RevealedUpdate, revealedUpdates } from "./revealedUpdates.ts";

/** A round of a model that came before another one. */
export type EarlierRound = {
  readonly roundId: bigint;
  readonly taskDigest: string;
  readonly isSettled: boolean;
  /** By position. */
  readonly updates: readonly RevealedUpdate[];
};

export type EarlierRoundsParameters = {
  readonly modelId: bigint;
  /** The round that they came before. */
  readonly roundId: bigint;
  readonly fromBlock?: number;
};

/** The rounds of a model before a round of it, with what they made public, oldest first. */
export async function earlierRounds(
  client: Client,
  { modelId, roundId, fromBlock = 0 }: EarlierRoundsParameters,
): Promise<EarlierRound[]> {
  const rounds = TrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const opened = await read(rounds.queryFilter(rounds.filters.RoundOpened(undefined, modelId), fromBlock));
  const earlier = opened.map(({ args }) => args.roundId).filter((id) => id < roundId);
  return Promise.all(
    earlier.map(async (id) => {
      const { taskDigest, isSettled } = await read(rounds.roundOf(id));
      return { roundId: id, taskDigest, isSettled, updates: await revealedUpdates(client, { roundId: id, fromBlock }) };
    }),
  );
}
