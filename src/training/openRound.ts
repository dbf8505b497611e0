import { ITrainingRounds__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";
import type { Task } from "./Task.ts";

export type OpenRoundParameters = {
  /** What is trained, for how much and until when. */
  readonly task: Task;
};

/** Opens a round sponsored by the caller and resolves to its identifier. The reward pool needs an allowance of pot plus fee. */
export async function openRound(client: Client, { task }: OpenRoundParameters): Promise<bigint> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const { args } = await send(client, rounds, "RoundOpened", () => rounds.openRound(task));
  return args.roundId as bigint;
}
