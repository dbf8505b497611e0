import { IScoreBoard__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";
import { seatOf } from "./seatOf.ts";

export type RevealVoidParameters = {
  /** Identifier of the round. */
  readonly roundId: bigint;
  /** SHA-256 of the reason. */
  readonly reasonDigest: string;
  /** The salt of the commitment. */
  readonly salt: string;
};

/** Reveals that the calling oracle had committed to calling the slices worthless. */
export async function revealVoid(client: Client, { roundId, reasonDigest, salt }: RevealVoidParameters): Promise<void> {
  const board = IScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const seat = await seatOf(client, { roundId });
  await send(client, board, "SlicesRejected", () => board.revealVoid(roundId, seat, reasonDigest, salt));
}
