import { IScoreBoard__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { decodeScores, encodeScores, vectorHashOf } from "./scoreVector.ts";

/** What one member of the committee revealed. */
export type OracleVector = {
  readonly oracle: string;
  readonly scores: number[];
  readonly aggregateDigest: string;
};

/** A reveal, and what the calldata of its transaction holds. */
export type RevealedCall = {
  readonly transactionHash: string;
  /** The hash that the contract accepted. */
  readonly vectorHash: string;
  /** Undefined when the transaction calls another contract, or something else. */
  readonly vector: OracleVector | undefined;
};

/** The score vectors revealed for a round, in the order of the reveals. */
export type ReadVectors = {
  readonly vectors: readonly OracleVector[];
  /** Transactions whose calldata does not hold the vector that they revealed: it came through another contract. */
  readonly unreadable: readonly string[];
};

/** Reads score vectors from the calldata of their reveals; what it holds is checked against the hash that was accepted. */
export async function readVectors(
  client: Client,
  parameters: { readonly roundId: bigint; readonly fromBlock?: number },
): Promise<ReadVectors> {
  const vectors: OracleVector[] = [];
  const unreadable: string[] = [];
  for (const { vector, vectorHash, transactionHash } of await revealedCalls(client, parameters)) {
    const isRight = vector !== undefined && vectorHashOf(encodeScores(vector.scores)) === vectorHash;
    if (isRight) vectors.push(vector);
    else unreadable.push(transactionHash);
  }
  return { vectors, unreadable };
}

/** The reveals of a round and what their calldata holds, unchecked. */
export async function revealedCalls(
  client: Client,
  { roundId, fromBlock = 0 }: { readonly roundId: bigint; readonly fromBlock?: number },
): Promise<RevealedCall[]> {
  const board = IScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const events = await read(board.queryFilter(board.filters.ScoresRevealed(roundId), fromBlock));
  return Promise.all(
    events.map(async (event) => {
      const { oracle, aggregateDigest, vectorHash } = event.args;
      const scores = scoresIn(board.interface, (await read(event.getTransaction())).data);
      const vector = scores === undefined ? undefined : { oracle, aggregateDigest, scores };
      return { transactionHash: event.transactionHash, vectorHash, vector };
    }),
  );
}

function scoresIn(board: ReturnType<typeof IScoreBoard__factory.createInterface>, data: string): number[] | undefined {
  try {
    const call = board.parseTransaction({ data });
    return call?.name === "revealScores" ? decodeScores(call.args.scores as string) : undefined;
  } catch {
    // No call of the score board, or none that can be decoded.
    return undefined;
  }
}
