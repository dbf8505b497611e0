import { dataSlice, getAddress } from "ethers";
import { IModelRegistry__factory, IRewardPool__factory, IScoreBoard__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";
import { committeeOf, type Member } from "../scoring/committeeOf.ts";
import type { OracleVector } from "../scoring/readVectors.ts";
import { revealedVectors } from "../scoring/revealedVectors.ts";
import { SUBTREE_SIZE } from "../scoring/scoreTree.ts";
import { decodeScores } from "../scoring/scoreVector.ts";
import type { ReadRoundParameters } from "./readSubmissions.ts";

/** What was settled, as the chain announced and stored it. */
export type Settled = {
  readonly root: string;
  readonly totalScore: bigint;
  readonly count: number;
  /** SHA-256 of the candidate's weights; zero when no stake majority agreed on one. */
  readonly aggregateDigest: string;
};

/** Positions that one settlement call brought: contributors, and the same positions of its vectors. */
export type SettledColumns = {
  readonly contributors: readonly string[];
  readonly vectors: readonly (readonly number[])[];
};

/** What a round's committee said and what the chain made of it. */
export type Judgement = {
  readonly members: readonly Member[];
  readonly totalStake: bigint;
  readonly revealedStake: bigint;
  /** In order of reveal, each with the hash that the chain announced for it. */
  readonly vectors: readonly (OracleVector & { readonly vectorHash: string })[];
  readonly settled: Settled;
  /** Undefined when the round was settled through another contract. */
  readonly columns: readonly SettledColumns[] | undefined;
  /** As the reward pool computes it. */
  readonly leafDomain: string;
  readonly subtreeRoots: readonly string[];
  /** The version that the round made; zeros when it made none. */
  readonly candidate: {
    readonly modelId: bigint;
    readonly version: bigint;
    readonly parent: bigint;
    readonly weightsDigest: string;
  };
};

/** Reads what the committee of a settled round revealed, and the settlement. */
export async function readJudgement(
  client: Client,
  { roundId, fromBlock = 0 }: ReadRoundParameters,
): Promise<Judgement> {
  const board = IScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const pool = IRewardPool__factory.connect(client.addresses.rewardPool, client.runner);
  const { totalStake, revealedStake } = await read(board.committeeOf(roundId));
  const reveals = await read(board.queryFilter(board.filters.ScoresRevealed(roundId), fromBlock));
  const hashes = new Map(reveals.map(({ args }) => [args.oracle, args.vectorHash]));
  const vectors = await revealedVectors(client, { roundId, fromBlock });
  const [settled] = await read(board.queryFilter(board.filters.ScoresSettled(roundId), fromBlock));
  if (settled === undefined) {
    throw new BaseError("EVENTS_MISSING", `The node does not return how round ${roundId} was settled.`, {
      remedy: "Ask a node that keeps all logs, and leave --from-block at or below the deployment's block.",
    });
  }
  const { root, totalScore, count, aggregateDigest } = settled.args;
  const subtrees = Math.ceil(Number(count) / SUBTREE_SIZE);
  return {
    members: await committeeOf(client, { roundId }),
    totalStake,
    revealedStake,
    vectors: vectors.map((vector) => ({ ...vector, vectorHash: hashes.get(vector.oracle) ?? "none" })),
    settled: { root, totalScore, count: Number(count), aggregateDigest },
    columns: await readColumns(client, { roundId, fromBlock }),
    leafDomain: await read(pool.leafDomainOf(roundId)),
    subtreeRoots: await Promise.all(
      Array.from({ length: subtrees }, (_, subtree) => read(pool.subtreeRootOf(roundId, subtree))),
    ),
    candidate: await readCandidate(client, roundId),
  };
}

async function readColumns(
  client: Client,
  { roundId, fromBlock = 0 }: ReadRoundParameters,
): Promise<SettledColumns[] | undefined> {
  const board = IScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const events = await read(board.queryFilter(board.filters.ChunkSettled(roundId), fromBlock));
  const columns: SettledColumns[] = [];
  for (const event of events) {
    const call = board.interface.parseTransaction(await read(event.getTransaction()));
    if (call?.name !== "settle") return undefined;
    const { contributors, vectors } = call.args.columns as { contributors: string; vectors: string[] };
    const length = (contributors.length - 2) / 40;
    columns.push({
      contributors: Array.from({ length }, (_, i) => getAddress(dataSlice(contributors, 20 * i, 20 * i + 20))),
      vectors: vectors.map(decodeScores),
    });
  }
  return columns;
}

async function readCandidate(client: Client, roundId: bigint): Promise<Judgement["candidate"]> {
  const models = IModelRegistry__factory.connect(client.addresses.modelRegistry, client.runner);
  const { modelId, version } = await read(models.versionOfRound(roundId));
  if (version === 0n) return { modelId, version, parent: 0n, weightsDigest: "none" };
  const { parent, weightsDigest } = await read(models.versionOf(modelId, version));
  return { modelId, version, parent, weightsDigest };
}
