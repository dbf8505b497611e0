import { IScoreBoard__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import { sendAll } from "../chain/send.ts";
import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";
import { committeeOf } from "./committeeOf.ts";
import { assessColumns, type SettlementParts, settleColumns, settlementParts } from "./settlementParts.ts";

/** What a round settled on. */
export type SettledRound = {
  /** Merkle root over `(index, contributor, score)`. */
  readonly root: string;
  /** Sum of the consensus scores, parts per billion. */
  readonly totalScore: bigint;
  /** SHA-256 of the candidate's weights; zero when no stake majority agreed on one. */
  readonly aggregateDigest: string;
};

/** Settles a round from what its contributors and oracles revealed, and assesses every dissenting oracle. */
export async function settleRound(
  client: Client,
  { roundId, fromBlock = 0 }: { readonly roundId: bigint; readonly fromBlock?: number },
): Promise<SettledRound> {
  const board = IScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const parts = await settlementParts(client, { roundId, fromBlock });
  let settled: SettledRound | undefined;
  for (const columns of settleColumns(parts)) {
    const [event] = await sendAll(client, board, "ScoresSettled", () => board.settle(roundId, columns));
    if (event !== undefined) settled = event.args as unknown as SettledRound;
  }
  await assessDissenters(client, roundId, parts);
  const { root, totalScore, aggregateDigest } = settled ?? (await settlementOf(client, roundId));
  return { root, totalScore, aggregateDigest };
}

async function assessDissenters(client: Client, roundId: bigint, { vectors, common }: SettlementParts): Promise<void> {
  if (common === undefined) return;
  const board = IScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const members = await committeeOf(client, { roundId });
  const agreed = members.find(({ oracle }) => oracle === common.oracle)?.sealedHash;
  for (const [seat, member] of members.entries()) {
    const own = vectors.find(({ oracle }) => oracle === member.oracle);
    if (own === undefined || member.isAssessed || member.sealedHash === agreed) continue;
    for (const columns of assessColumns(own, common)) {
      await sendAll(client, board, "DissentAssessed", () =>
        board.assessDissent(roundId, seat, columns.own, columns.common),
      );
    }
  }
}

async function settlementOf(client: Client, roundId: bigint): Promise<SettledRound> {
  const board = IScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const [event] = await read(board.queryFilter(board.filters.ScoresSettled(roundId)));
  if (event === undefined) {
    throw new BaseError("NOT_SETTLED", `Round ${roundId} is not settled.`, {
      remedy: "Settling goes on where it stopped: try again.",
    });
  }
  return event.args as unknown as SettledRound;
}
