import { ScoreBoard__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import { send } from "../chain/send.ts";
import { signerAddress } from "../chain/signerAddress.ts";
import type { Client } from "../client.ts";
import { seatOf } from "./seatOf.ts";

export type CommitVoidParameters = {
  readonly roundId: bigint;
  /** SHA-256 of the reason; see `sliceDefect`. */
  readonly reasonDigest: string;
  /** 32 random bytes, kept until the reveal. */
  readonly salt: string;
};

/** Commits the calling oracle to calling the opened slices worthless. */
export async function commitVoid(client: Client, { roundId, reasonDigest, salt }: CommitVoidParameters): Promise<void> {
  const board = ScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const oracle = await signerAddress(client);
  const seat = await seatOf(client, { roundId });
  const commitment = await read(board.commitmentOf(roundId, oracle, await read(board.VOID()), reasonDigest, salt));
  await send(client, board, "ScoresCommitted", () => board.commitScores(roundId, seat, commitment));
}
