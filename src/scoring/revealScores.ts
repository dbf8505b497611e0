import { dataSlice } from "ethers";
import { ScoreBoard__factory } from "../../typechain-types/index.ts";
import { sendAll } from "../chain/send.ts";
import type { Client } from "../client.ts";
import type { Scores } from "./commitScores.ts";
import { CHUNK_SIZE, chunkHashesOf, encodeScores } from "./scoreVector.ts";
import { seatOf } from "./seatOf.ts";

/** Chunks in one transaction: its calldata stays below 64 KiB. */
const CHUNKS_PER_CALL = 16;

export type RevealScoresParameters = Scores & {
  readonly roundId: bigint;
};

/** Reveals the scores that the calling oracle committed to, in as many transactions as their number asks for. */
export async function revealScores(
  client: Client,
  { roundId, scores, aggregateDigest, salt }: RevealScoresParameters,
): Promise<void> {
  const board = ScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const seat = await seatOf(client, { roundId });
  const packed = encodeScores(scores);
  const chunkHashes = scores.length > CHUNK_SIZE ? chunkHashesOf(packed) : [];
  const step = CHUNKS_PER_CALL * CHUNK_SIZE;
  for (let first = 0; first < scores.length; first += step) {
    const part = dataSlice(packed, 4 * first, 4 * Math.min(first + step, scores.length));
    await sendAll(client, board, "ScoresRevealed", () =>
      board.revealScores(roundId, seat, part, chunkHashes, aggregateDigest, salt),
    );
  }
}
