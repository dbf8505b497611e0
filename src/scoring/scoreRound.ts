import { ModelRegistry__factory, TrainingRounds__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";
import { DEFAULT_TRANSMISSION, type Transmission } from "../learning/compression/Transmission.ts";
import { parameterCount } from "../learning/parameterCount.ts";
import { readExamples } from "../learning/readExamples.ts";
import { readParameters } from "../learning/readParameters.ts";
import { readUpdate } from "../learning/readUpdate.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { readTaskSpec } from "../training/readTaskSpec.ts";
import { type RevealedUpdate, revealedUpdates } from "../training/revealedUpdates.ts";
import type { PublishedUpdate } from "./findDuplicates.ts";
import { type RoundScores, scoreUpdates } from "./scoreUpdates.ts";
import { sharesOf } from "./sharesOf.ts";

/** A round as an oracle sees it. */
export type ScoredRound = RoundScores & {
  /** The contributors by position; scores, terms and explanations are in this order. */
  readonly contributors: readonly string[];
  /** The weights that the round started from. */
  readonly base: Float64Array;
};

/**
 * Scores a round from nothing but the chain and the store: fetches every revealed update, checks it against its digest, and
 * computes the production score. Every honest oracle gets the same bits.
 */
export async function scoreRound(
  client: Client,
  store: ContentStore,
  { roundId, fromBlock = 0 }: { readonly roundId: bigint; readonly fromBlock?: number },
): Promise<ScoredRound> {
  const rounds = TrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const models = ModelRegistry__factory.connect(client.addresses.modelRegistry, client.runner);
  const round = await read(rounds.roundOf(roundId));
  const [opened] = await read(rounds.queryFilter(rounds.filters.SlicesOpened(roundId), fromBlock));
  if (opened === undefined) {
    throw new BaseError("SLICES_HIDDEN", `The slices of round ${roundId} are not open.`, {
      remedy: "Score it once the sponsor has opened them; nobody can before.",
    });
  }
  const task = readTaskSpec(await store.get(round.taskDigest));
  const { weightsDigest } = await read(models.versionOf(round.modelId, round.baseVersion));
  const base = readParameters(await store.get(weightsDigest));
  const revealed = await revealedUpdates(client, { roundId, fromBlock });
  const length = parameterCount(task.network);
  const updates = await Promise.all(
    revealed.map(async ({ contributor, updateDigest }) => ({
      contributor,
      // What cannot be fetched or read earns nothing; an empty update says so.
      update: (await fetchUpdate(store, updateDigest, length, task.transmission)) ?? new Float64Array(0),
    })),
  );

  // Who committed first is the original; positions on chain are in order of reveal.
  const order = revealed.map((_, i) => i).sort((a, b) => revealed[a]!.commitOrder - revealed[b]!.commitOrder);
  const result = scoreUpdates({
    network: task.network,
    base,
    updates: order.map((i) => updates[i]!),
    published: await publishedUpdates(client, store, { modelId: round.modelId, before: roundId, length, fromBlock }),
    root: readExamples(await store.get(opened.args.rootSliceDigest)),
    validation: readExamples(await store.get(opened.args.validationSliceDigest)),
    training: task.training,
    seed: task.seed,
    options: task.scoring,
  });
  const positions = new Map(order.map((position, k) => [position, k]));
  const byPosition = revealed.map((_, i) => positions.get(i)!);
  return {
    ...result,
    base,
    contributors: revealed.map(({ contributor }) => contributor),
    scores: Uint32Array.from(byPosition, (k) => result.scores[k]!),
    explanations: byPosition.map((k) => result.explanations[k]!),
    terms: byPosition.map((k) => result.terms[k]!),
  };
}

async function fetchUpdate(
  store: ContentStore,
  digest: string,
  length: number,
  transmission: Transmission | undefined,
): Promise<Float64Array | undefined> {
  try {
    return readUpdate(await store.get(digest), length, transmission);
  } catch (error) {
    if (error instanceof BaseError) return undefined;
    throw error;
  }
}

/** How the updates of an earlier round are written; a task that nobody can read declares nothing. */
async function transmissionOf(store: ContentStore, taskDigest: string): Promise<Transmission> {
  try {
    return readTaskSpec(await store.get(taskDigest)).transmission ?? DEFAULT_TRANSMISSION;
  } catch (error) {
    if (error instanceof BaseError) return DEFAULT_TRANSMISSION;
    throw error;
  }
}

/** Every readable update that earlier rounds of the model made public, oldest first, with what it earned. */
async function publishedUpdates(
  client: Client,
  store: ContentStore,
  { modelId, before, length, fromBlock }: { modelId: bigint; before: bigint; length: number; fromBlock: number },
): Promise<PublishedUpdate[]> {
  const rounds = TrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const opened = await read(rounds.queryFilter(rounds.filters.RoundOpened(undefined, modelId), fromBlock));
  const published: PublishedUpdate[] = [];
  for (const { args } of opened) {
    if (args.roundId >= before) continue;
    const { isSettled, taskDigest } = await read(rounds.roundOf(args.roundId));
    const transmission = await transmissionOf(store, taskDigest);
    const scores = isSettled
      ? (await sharesOf(client, { roundId: args.roundId, fromBlock })).map(({ score }) => score)
      : [];
    const revealed: readonly RevealedUpdate[] = await revealedUpdates(client, { roundId: args.roundId, fromBlock });
    for (const [i, { contributor, updateDigest }] of revealed.entries()) {
      const update = await fetchUpdate(store, updateDigest, length, transmission);
      if (update !== undefined) published.push({ contributor, update, score: scores[i] ?? 0 });
    }
  }
  return published;
}
