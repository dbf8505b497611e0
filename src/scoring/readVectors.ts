import { ScoreBoard__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { decodeScores, vectorHashOf } from "./scoreVector.ts";

/** What one member of the committee revealed. */
export type OracleVector = {
  readonly oracle: string;
  readonly scores: number[];
  readonly aggregateDigest: string;
};

/** The score vectors revealed for a round, in the order of the reveals. */
export type ReadVectors = {
  readonly vectors: readonly OracleVector[];
  /** Hashes of the reveals whose vectors are not in the calldata of their transactions: they were made by another contract. */
  readonly unreadable: readonly string[];
};

/** Reads score vectors from the calldata of their reveals; what it holds is checked against the hash in the event. */
export async function readVectors(
  client: Client,
  { roundId, fromBlock = 0 }: { readonly roundId: bigint; readonly fromBlock?: number },
): Promise<ReadVectors> {
  const board = ScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const events = await read(board.queryFilter(board.filters.ScoresRevealed(roundId), fromBlock));
  const vectors: OracleVector[] = [];
  const unreadable: string[] = [];
  for (const event of events) {
    const { oracle, aggregateDigest, vectorHash } = event.args;
    const { data } = await read(event.getTransaction());
    const packed = scoresIn(data);
    if (packed === undefined || vectorHashOf(packed) !== vectorHash) unreadable.push(event.transactionHash);
    else vectors.push({ oracle, aggregateDigest, scores: decodeScores(packed) });
  }
  return { vectors, unreadable };

  function scoresIn(data: string): string | undefined {
    try {
      const call = board.interface.parseTransaction({ data });
      return call?.name === "revealScores" ? (call.args.scores as string) : undefined;
    } catch {
      return undefined;
    }
  }
}
