import { ScoreBoard__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type TakeSeatParameters = {
  /** Identifier of the model. */
  readonly modelId: bigint;
  /** Stake to allocate, smallest units. */
  readonly amount: bigint;
};

/** Takes an oracle's seat of a model with free stake of the caller, or adds to it. */
export async function takeSeat(client: Client, { modelId, amount }: TakeSeatParameters): Promise<void> {
  const board = ScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  await send(client, board, "SeatTaken", () => board.takeSeat(modelId, amount));
}
