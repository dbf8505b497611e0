import { IScoreBoard__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import { send } from "../chain/send.ts";
import { signerAddress } from "../chain/signerAddress.ts";
import type { Client } from "../client.ts";
import { encodeScores, vectorHashOf } from "./scoreVector.ts";
import { seatOf } from "./seatOf.ts";

/** What an oracle found out about a round. */
export type Scores = {
  /** Parts per billion of the pot per contributor, in order of reveal, summing to at most 1e9. */
  readonly scores: ArrayLike<number>;
  /** SHA-256 of the aggregated weights (safetensors). */
  readonly aggregateDigest: string;
  /** 32 random bytes, kept until the reveal. */
  readonly salt: string;
};

export type CommitScoresParameters = Scores & {
  readonly roundId: bigint;
};

/** Commits the calling oracle to its scores; a later commitment replaces an earlier one. */
export async function commitScores(
  client: Client,
  { roundId, scores, aggregateDigest, salt }: CommitScoresParameters,
): Promise<void> {
  const board = IScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const oracle = await signerAddress(client);
  const seat = await seatOf(client, { roundId });
  const vectorHash = vectorHashOf(encodeScores(scores));
  const commitment = await read(board.commitmentOf(roundId, oracle, vectorHash, aggregateDigest, salt));
  await send(client, board, "ScoresCommitted", () => board.commitScores(roundId, seat, commitment));
}
