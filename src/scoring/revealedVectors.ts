import { ScoreBoard__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";
import { decodeScores } from "./scoreVector.ts";

/** What one member of the committee revealed. */
export type OracleVector = {
  readonly oracle: string;
  readonly scores: number[];
  readonly aggregateDigest: string;
};

/** The score vectors revealed for a round, by oracle, read from the calldata of the reveals. */
export async function revealedVectors(
  client: Client,
  { roundId, fromBlock = 0 }: { readonly roundId: bigint; readonly fromBlock?: number },
): Promise<OracleVector[]> {
  const board = ScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const events = await read(board.queryFilter(board.filters.ScoresRevealed(roundId), fromBlock));
  return Promise.all(
    events.map(async (event) => {
      const transaction = await read(event.getTransaction());
      const call = board.interface.parseTransaction(transaction);
      if (call?.name !== "revealScores") {
        throw new BaseError(
          "REVEAL_UNREADABLE",
          `Transaction ${transaction.hash} revealed scores through another contract.`,
          {
            remedy: "Read the vector from the trace of that transaction.",
          },
        );
      }
      const { oracle, aggregateDigest } = event.args;
      return { oracle, aggregateDigest, scores: decodeScores(call.args.scores as string) };
    }),
  );
}
