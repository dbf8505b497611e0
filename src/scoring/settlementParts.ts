import { concat, dataSlice } from "ethers";
import type { IScoreBoard } from "../../typechain-types/index.ts";
import type { Client } from "../client.ts";
import { revealedUpdates } from "../training/revealedUpdates.ts";
import { committeeOf, type Member } from "./committeeOf.ts";
import { type OracleVector, revealedVectors } from "./revealedVectors.ts";
import { CHUNK_SIZE, chunkHashesOf, encodeScores } from "./scoreVector.ts";

/** Contributors in one call, in whole chunks: it stays below 16 M gas even when every oracle differs. */
const CONTRIBUTORS_PER_CALL = 4 * CHUNK_SIZE;

/** What was revealed in a round, as its settlement needs it. */
export type SettlementParts = {
  /** Addresses by position, packed. */
  readonly contributors: string;
  readonly count: number;
  /** By seat. */
  readonly members: readonly Member[];
  /** What members revealed, in the order of their seats. */
  readonly vectors: readonly OracleVector[];
  /** The vector, with its aggregate, that more than half of the committee's stake revealed. */
  readonly common: OracleVector | undefined;
};

/** Reads what the contributors and oracles of a round revealed. */
export async function settlementParts(
  client: Client,
  { roundId, fromBlock = 0 }: { readonly roundId: bigint; readonly fromBlock?: number },
): Promise<SettlementParts> {
  const updates = await revealedUpdates(client, { roundId, fromBlock });
  const members = await committeeOf(client, { roundId });
  const byOracle = new Map((await revealedVectors(client, { roundId, fromBlock })).map((v) => [v.oracle, v]));
  const vectors = members.flatMap((member) => byOracle.get(member.oracle) ?? []);
  return {
    contributors: concat(updates.map(({ contributor }) => contributor)),
    count: updates.length,
    members,
    vectors,
    common: commonVector(vectors, members),
  };
}

/** What each call of `settle` brings, from position `first` on, when `settled` contributors are settled already. */
export function settleColumns(
  { contributors, count, vectors, common }: SettlementParts,
  settled = 0,
): IScoreBoard.ColumnsStruct[] {
  return rangesOf(count, settled).map(([first, last]) => ({
    ...columnsOf(common === undefined ? vectors : [common], first, last),
    contributors: dataSlice(contributors, 20 * first, 20 * last),
  }));
}

/** What each call of `assessDissent` brings for a member that revealed `own`, when `assessed` positions are assessed already. */
export function assessColumns(
  own: OracleVector,
  common: OracleVector,
  assessed = 0,
): { readonly own: IScoreBoard.ColumnsStruct; readonly common: IScoreBoard.ColumnsStruct }[] {
  return rangesOf(own.scores.length, assessed).map(([first, last]) => ({
    own: columnsOf([own], first, last),
    common: columnsOf([common], first, last),
  }));
}

function rangesOf(count: number, from: number): [first: number, last: number][] {
  const ranges: [number, number][] = [];
  for (let first = from; first < count; first += CONTRIBUTORS_PER_CALL) {
    ranges.push([first, Math.min(first + CONTRIBUTORS_PER_CALL, count)]);
  }
  return ranges;
}

function commonVector(vectors: readonly OracleVector[], members: readonly Member[]): OracleVector | undefined {
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
