import { ScoreBoard__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type LeaveSeatParameters = {
  /** Identifier of the model. */
  readonly modelId: bigint;
};

/** Leaves the caller's seat of a model; its stake is free again. */
export async function leaveSeat(client: Client, { modelId }: LeaveSeatParameters): Promise<void> {
  const board = ScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  await send(client, board, "SeatLeft", () => board.leaveSeat(modelId));
}
