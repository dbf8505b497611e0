import { concat, dataSlice } from "ethers";
import { type IScoreBoard, ScoreBoard__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import { sendAll } from "../chain/send.ts";
import type { Client } from "../client.ts";
import { revealedUpdates } from "../training/revealedUpdates.ts";
import { committeeOf } from "./committeeOf.ts";
import { type OracleVector, revealedVectors } from "./revealedVectors.ts";
import { CHUNK_SIZE, chunkHashesOf, encodeScores } from "./scoreVector.ts";

/** Contributors in one call, in whole chunks: it stays below 16 M gas even when every oracle differs. */
const CONTRIBUTORS_PER_CALL = 4 * CHUNK_SIZE;

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
  const board = ScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const updates = await revealedUpdates(client, { roundId, fromBlock });
  const members = await committeeOf(client, { roundId });
  const byOracle = new Map((await revealedVectors(client, { roundId, fromBlock })).map((v) => [v.oracle, v]));
  const seated = members.flatMap((member) => byOracle.get(member.oracle) ?? []);
  const common = commonVector(seated, members);
  const contributors = concat(updates.map(({ contributor }) => contributor));

  let settled: SettledRound | undefined;
  for (let first = 0; first < updates.length; first += CONTRIBUTORS_PER_CALL) {
    const last = Math.min(first + CONTRIBUTORS_PER_CALL, updates.length);
    const columns = columnsOf(common === undefined ? seated : [common], first, last);
    const [event] = await sendAll(client, board, "ScoresSettled", () =>
      board.settle(roundId, { ...columns, contributors: dataSlice(contributors, 20 * first, 20 * last) }),
    );
    if (event !== undefined) settled = event.args as unknown as SettledRound;
  }
  if (common !== undefined) await assessDissenters(client, roundId, common, byOracle);
  const { root, totalScore, aggregateDigest } = settled ?? (await settlementOf(client, roundId));
  return { root, totalScore, aggregateDigest };
}

/** The vector, with its aggregate, that more than half of the committee's stake revealed. */
function commonVector(
  vectors: readonly OracleVector[],
  members: readonly { readonly oracle: string; readonly stake: bigint }[],
): OracleVector | undefined {
  const stakeOf = new Map(members.map(({ oracle, stake }) => [oracle, stake]));
  const total = members.reduce((sum, { stake }) => sum + stake, 0n);
  const behind = new Map<string, bigint>();
  for (const vector of vectors) {
    const key = `${encodeScores(vector.scores)}${vector.aggregateDigest}`;
    const stake = (behind.get(key) ?? 0n) + (stakeOf.get(vector.oracle) ?? 0n);
    if (2n * stake > total) return vector;
    behind.set(key, stake);
  }
  return undefined;
}

/** The positions `first` to `last` of some vectors, as the contract takes them. */
function columnsOf(vectors: readonly OracleVector[], first: number, last: number): IScoreBoard.ColumnsStruct {
  const packed = vectors.map(({ scores }) => encodeScores(scores));
  return {
    contributors: "0x",
    vectors: packed.map((vector) => dataSlice(vector, 4 * first, 4 * last)),
    aggregateDigests: vectors.map(({ aggregateDigest }) => aggregateDigest),
    chunkHashes: vectors.map(({ scores }, k) => (scores.length > CHUNK_SIZE ? chunkHashesOf(packed[k]!) : [])),
  };
}

async function assessDissenters(
  client: Client,
  roundId: bigint,
  common: OracleVector,
  byOracle: ReadonlyMap<string, OracleVector>,
): Promise<void> {
  const board = ScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const members = await committeeOf(client, { roundId });
  for (const [seat, member] of members.entries()) {
    const own = byOracle.get(member.oracle);
    if (own === undefined || member.isAssessed) continue;
    for (let first = 0; first < own.scores.length; first += CONTRIBUTORS_PER_CALL) {
      const last = Math.min(first + CONTRIBUTORS_PER_CALL, own.scores.length);
      await sendAll(client, board, "DissentAssessed", () =>
        board.assessDissent(roundId, seat, columnsOf([own], first, last), columnsOf([common], first, last)),
      );
    }
  }
}

async function settlementOf(client: Client, roundId: bigint): Promise<SettledRound> {
  const board = ScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const [event] = await read(board.queryFilter(board.filters.ScoresSettled(roundId)));
  return event!.args as unknown as SettledRound;
}
