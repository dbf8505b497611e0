import type { EventLog } from "ethers";
import { ITrainingRounds__factory } from "../../typechain-types/index.ts";
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

/**
 * The rounds of a model before a round of it, with what they had made public when that round's slices were opened, oldest
 * first. What rounds that overlap it did later is left out: whoever asks, and whenever, gets the same answer.
 */
export async function earlierRounds(
  client: Client,
  { modelId, roundId, fromBlock = 0 }: EarlierRoundsParameters,
): Promise<EarlierRound[]> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const [slicesOpened] = await read(rounds.queryFilter(rounds.filters.SlicesOpened(roundId), fromBlock));
  const opened = await read(rounds.queryFilter(rounds.filters.RoundOpened(undefined, modelId), fromBlock));
  const earlier = opened.filter(({ args }) => args.roundId < roundId);
  return Promise.all(
    earlier.map(async ({ args }) => {
      const id = args.roundId;
      const [settled] = await read(rounds.queryFilter(rounds.filters.RoundSettled(id), fromBlock));
      const updates = await revealedUpdates(client, { roundId: id, fromBlock });
      return {
        roundId: id,
        taskDigest: args.task.taskDigest,
        isSettled: settled !== undefined && isBefore(settled, slicesOpened),
        updates: updates.filter(({ place }) => isBefore(place, slicesOpened)),
      };
    }),
  );
}

type Place = Pick<EventLog, "blockNumber" | "index">;

/** Whether an event comes before another one; before one that did not happen, everything does. */
function isBefore(event: Place, other: Place | undefined): boolean {
  if (other === undefined || event.blockNumber < other.blockNumber) return true;
  return event.blockNumber === other.blockNumber && event.index < other.index;
}
