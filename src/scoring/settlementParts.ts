import { concat, dataSlice } from "ethers";
import type { IScoreBoard } from "../../typechain-types/index.ts";
import type { Client } from "../client.ts";
import { revealedUpdates } from "../training/revealedUpdates.ts";
import { committeeOf, type Member } from "./committeeOf.ts";
import { commonVector } from "./commonVector.ts";
import { type OracleVector, readVectors } from "./readVectors.ts";
import { revealUnreadable } from "./revealedVectors.ts";
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

/**
 * Reads what the contributors and oracles of a round revealed.
 * @throws BaseError `REVEAL_UNREADABLE` when a vector cannot be read, and no other is shared by more than half of the stake.
 */
export async function settlementParts(
  client: Client,
  { roundId, fromBlock = 0 }: { readonly roundId: bigint; readonly fromBlock?: number },
): Promise<SettlementParts> {
  const updates = await revealedUpdates(client, { roundId, fromBlock });
  const members = await committeeOf(client, { roundId });
  const revealed = await readVectors(client, { roundId, fromBlock });
  const byOracle = new Map(revealed.vectors.map((vector) => [vector.oracle, vector]));
  const vectors = members.flatMap((member) => byOracle.get(member.oracle) ?? []);
  const common = commonVector(vectors, members);
  // With a common vector, the others are not needed: nobody can keep a round from being settled by how it reveals.
  if (common === undefined && revealed.unreadable.length > 0) throw revealUnreadable(revealed.unreadable);
  return {
    contributors: concat(updates.map(({ contributor }) => contributor)),
    count: updates.length,
    members,
    vectors,
    common,
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
