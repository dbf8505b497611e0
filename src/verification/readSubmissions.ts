import { IModelRegistry__factory, ITrainingRounds__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";
import { weightsBefore } from "../scoring/weightsBefore.ts";
import { earlierRounds } from "../training/earlierRounds.ts";
import { revealedUpdates } from "../training/revealedUpdates.ts";
import { type HistoryFile, historyFiles } from "./historyFiles.ts";
import { requireSettled } from "./requireSettled.ts";

/** Contributors under one hash of `contributorsHashOf`. */
export const CONTRIBUTORS_PER_HASH = 1024;

/** One commitment to an update. */
export type Commit = {
  readonly contributor: string;
  /** Timestamp in seconds. */
  readonly committedAt: bigint;
  readonly datasetId: bigint;
  /** 0 when the contributor owned the dataset. */
  readonly licenseId: bigint;
  readonly isRevealed: boolean;
  /** What the chain stores: the digest of a revealed update, otherwise the commitment. */
  readonly storedDigest: string;
  readonly storedIndex: number;
};

/** One revealed update, by its position in every vector. */
export type Reveal = {
  readonly contributor: string;
  /** SHA-256 of the update (safetensors). */
  readonly updateDigest: string;
  /** Place among the round's commits, from 0. */
  readonly commitOrder: number;
  /** Timestamp in seconds. */
  readonly revealedAt: number;
};

/** An update that an earlier round of the model made public. */
export type EarlierUpdate = {
  readonly roundId: bigint;
  readonly contributor: string;
  /** SHA-256 of the update (safetensors). */
  readonly updateDigest: string;
};

/** What a round asked for and what was submitted to it. */
export type Submissions = {
  readonly modelId: bigint;
  readonly baseVersion: bigint;
  /** SHA-256 of the weights the round started from. */
  readonly baseDigest: string;
  /** As announced when the round was opened, and as stored. */
  readonly announced: { readonly taskDigest: string; readonly slicesCommitment: string };
  readonly stored: { readonly taskDigest: string; readonly slicesCommitment: string; readonly reveals: number };
  readonly rootSliceDigest: string;
  readonly validationSliceDigest: string;
  /** Undefined when the slices were opened through another contract: the salt is then not in the plain calldata. */
  readonly slicesSalt: string | undefined;
  /** In order. */
  readonly commits: readonly Commit[];
  /** By position. */
  readonly reveals: readonly Reveal[];
  /** The chain's running hashes over the contributors, one per 1024 positions. */
  readonly contributorHashes: readonly string[];
  /** Oldest round first. */
  readonly earlier: readonly EarlierUpdate[];
  /** Files of the model's past that the scores follow from. */
  readonly history: readonly HistoryFile[];
};

export type ReadRoundParameters = {
  readonly roundId: bigint;
  /** First block with events of this deployment. */
  readonly fromBlock?: number;
};

/**
 * Reads what a settled round asked for and what was submitted to it.
 * @throws BaseError `ROUND_UNKNOWN`, or `ROUND_NOT_SETTLED` with its phase.
 */
export async function readSubmissions(
  client: Client,
  { roundId, fromBlock = 0 }: ReadRoundParameters,
): Promise<Submissions> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const models = IModelRegistry__factory.connect(client.addresses.modelRegistry, client.runner);
  await requireSettled(client, roundId);
  const round = await read(rounds.roundOf(roundId));
  const [opening] = await read(rounds.queryFilter(rounds.filters.RoundOpened(roundId), fromBlock));
  const [slices] = await read(rounds.queryFilter(rounds.filters.SlicesOpened(roundId), fromBlock));
  if (opening === undefined || slices === undefined) {
    throw new BaseError("EVENTS_MISSING", `The node does not return how round ${roundId} was opened.`, {
      remedy: "Ask a node that keeps all logs, and leave --from-block at or below the deployment's block.",
    });
  }
  const call = rounds.interface.parseTransaction(await read(slices.getTransaction()));
  const { weightsDigest } = await read(models.versionOf(round.modelId, round.baseVersion));
  const reveals = await readReveals(client, { roundId, fromBlock });
  const chunks = Math.ceil(Number(round.reveals) / CONTRIBUTORS_PER_HASH);
  const { taskDigest, slicesCommitment } = opening.args.task;
  const { modelId } = round;
  const past = await earlierRounds(client, { modelId, roundId, fromBlock });
  return {
    modelId,
    baseVersion: round.baseVersion,
    baseDigest: weightsDigest,
    announced: { taskDigest, slicesCommitment },
    stored: {
      taskDigest: round.taskDigest,
      slicesCommitment: round.slicesCommitment,
      reveals: Number(round.reveals),
    },
    rootSliceDigest: slices.args.rootSliceDigest,
    validationSliceDigest: slices.args.validationSliceDigest,
    slicesSalt: call?.name === "openSlices" ? (call.args.salt as string) : undefined,
    commits: await readCommits(client, { roundId, fromBlock }),
    reveals,
    contributorHashes: await Promise.all(
      Array.from({ length: chunks }, (_, chunk) => read(rounds.contributorsHashOf(roundId, chunk))),
    ),
    earlier: past.flatMap(({ roundId: earlierId, updates }) =>
      updates.map(({ contributor, updateDigest }) => ({ roundId: earlierId, contributor, updateDigest })),
    ),
    history: historyFiles(await weightsBefore(client, { modelId, version: round.baseVersion }), past),
  };
}

async function readReveals(client: Client, { roundId, fromBlock = 0 }: ReadRoundParameters): Promise<Reveal[]> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const updates = await revealedUpdates(client, { roundId, fromBlock });
  const events = await read(rounds.queryFilter(rounds.filters.UpdateRevealed(roundId), fromBlock));
  const blocks = new Map(events.map((event) => [event.args.contributor, event]));
  return Promise.all(
    updates.map(async (update) => {
      const block = await read(blocks.get(update.contributor)!.getBlock());
      return { ...update, revealedAt: block.timestamp };
    }),
  );
}

async function readCommits(client: Client, { roundId, fromBlock = 0 }: ReadRoundParameters): Promise<Commit[]> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const events = await read(rounds.queryFilter(rounds.filters.UpdateCommitted(roundId), fromBlock));
  return Promise.all(
    events.map(async ({ args: { contributor, datasetId, licenseId } }) => {
      const { committedAt, isRevealed, digest, index } = await read(rounds.updateOf(roundId, contributor));
      return {
        contributor,
        committedAt,
        datasetId,
        licenseId,
        isRevealed,
        storedDigest: digest,
        storedIndex: Number(index),
      };
    }),
  );
}
