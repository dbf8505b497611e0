import { IScoreBoard__factory } from "../../typechain-types/index.ts";
import { sendAll } from "../chain/send.ts";
import type { Client } from "../client.ts";
import type { Scores } from "./commitScores.ts";
import { revealParts } from "./revealParts.ts";
import { seatOf } from "./seatOf.ts";

export type RevealScoresParameters = Scores & {
  readonly roundId: bigint;
};

/** Reveals the scores that the calling oracle committed to, in as many transactions as their number asks for. */
export async function revealScores(
  client: Client,
  { roundId, scores, aggregateDigest, salt }: RevealScoresParameters,
): Promise<void> {
  const board = IScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const seat = await seatOf(client, { roundId });
  for (const { part, chunkHashes } of revealParts(scores)) {
    await sendAll(client, board, "ScoresRevealed", () =>
      board.revealScores(roundId, seat, part, chunkHashes, aggregateDigest, salt),
    );
  }
}
