import { IModelRegistry__factory, ITrainingRounds__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";
import { DEFAULT_TRANSMISSION, type Transmission } from "../learning/compression/Transmission.ts";
import { parameterCount } from "../learning/parameterCount.ts";
import { readExamples } from "../learning/readExamples.ts";
import { readParameters } from "../learning/readParameters.ts";
import { subtract } from "../learning/subtract.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { StorageError } from "../storage/StorageError.ts";
import { type EarlierRoundsParameters, earlierRounds } from "../training/earlierRounds.ts";
import { readTaskSpec } from "../training/readTaskSpec.ts";
import { revealedUpdates } from "../training/revealedUpdates.ts";
import { mostUpdateBytes } from "./mostUpdateBytes.ts";
import type { RoundScores } from "./RoundScores.ts";
import { readUpdateFile } from "./readUpdateFile.ts";
import { rememberUpTo } from "./rememberUpTo.ts";
import type { ScoringExecutor } from "./ScoringExecutor.ts";
import type { Publication, ScoringParameters } from "./ScoringParameters.ts";
import { scoreFiles } from "./scoreFiles.ts";
import { scoringSteps, type WantedVector } from "./scoringSteps.ts";
import { sharesOf } from "./sharesOf.ts";
import type { UpdateFile } from "./UpdateFile.ts";
import { weightsBefore } from "./weightsBefore.ts";

/** A round as an oracle sees it. */
export type ScoredRound = RoundScores & {
  /** The contributors by position; scores and explanations are in this order. */
  readonly contributors: readonly string[];
  /** The weights that the round started from. */
  readonly base: Float64Array;
  /** The update at a position; undefined when it cannot be fetched or read. */
  readonly loadUpdate: (position: number) => Promise<Float64Array | undefined>;
};

/** An update that an earlier round made public, and how it is written. */
type PublishedFile = Publication & { readonly updateDigest: string; readonly transmission: Transmission };

export type ScoreRoundParameters = {
  readonly roundId: bigint;
  /** Block to read events from. */
  readonly fromBlock?: number;
  /** Spreads the work; without one, updates are looked at here, one after the other. The result is the same to the bit. */
  readonly executor?: ScoringExecutor;
};

/** Updates of a round are kept in memory up to this many bytes (1 GiB); others are fetched again when needed. */
const MOST_BYTES_KEPT = 1_073_741_824;

/**
 * Scores a round from nothing but the chain and the store: fetches every revealed update, checks it against its digest, and
 * computes the production score. Every honest oracle gets the same bits.
 */
export async function scoreRound(
  client: Client,
  store: ContentStore,
  { roundId, fromBlock = 0, executor }: ScoreRoundParameters,
): Promise<ScoredRound> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const models = IModelRegistry__factory.connect(client.addresses.modelRegistry, client.runner);
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
  const published = await publishedUpdates(client, store, { modelId: round.modelId, roundId, fromBlock });

  // Who committed first is the original; positions on chain are in order of reveal.
  const order = revealed.map((_, i) => i).sort((a, b) => revealed[a]!.commitOrder - revealed[b]!.commitOrder);
  const length = parameterCount(task.network);
  const { transmission = DEFAULT_TRANSMISSION } = task;
  const most = mostUpdateBytes(length);
  const fetchOwn = (index: number) => fetchFile(store, { ...revealed[order[index]!]!, transmission }, most);
  const fetchPublished = (index: number) => fetchFile(store, published[index]!, most);
  const readFile = (file: UpdateFile | undefined) => (file === undefined ? undefined : readUpdateFile(file, length));

  const parameters: ScoringParameters = {
    network: task.network,
    base,
    submissions: order.map((i) => revealed[i]!),
    publications: published,
    steps: await stepsBefore(client, store, { weights: base, modelId: round.modelId, version: round.baseVersion }),
    root: readExamples(await store.get(opened.args.rootSliceDigest)),
    validation: readExamples(await store.get(opened.args.validationSliceDigest)),
    training: task.training,
    seed: task.seed,
    options: task.scoring,
  };
  let loadUpdate: (index: number) => Promise<Float64Array | undefined>;
  let result: RoundScores;
  if (executor === undefined) {
    const loadOwn = async (index: number) => readFile(await fetchOwn(index));
    loadUpdate = rememberUpTo(MOST_BYTES_KEPT, (update) => update?.byteLength ?? 0, loadOwn);
    const scoring = scoringSteps(parameters);
    let step = scoring.next();
    while (!step.done) {
      const { kind, index } = step.value;
      step = scoring.next(kind === "update" ? await loadUpdate(index) : readFile(await fetchPublished(index)));
    }
    result = step.value;
  } else {
    // As written: an update may be a hundred times larger when it is read.
    const loadOwn = rememberUpTo(MOST_BYTES_KEPT, (file) => file?.bytes.byteLength ?? 0, fetchOwn);
    loadUpdate = async (index) => readFile(await loadOwn(index));
    const loadFile = ({ kind, index }: WantedVector) => (kind === "update" ? loadOwn(index) : fetchPublished(index));
    result = await scoreFiles({ ...parameters, loadFile, executor });
  }

  const positions = new Map(order.map((position, k) => [position, k]));
  const byPosition = revealed.map((_, i) => positions.get(i)!);
  return {
    ...result,
    base,
    contributors: revealed.map(({ contributor }) => contributor),
    scores: Uint32Array.from(byPosition, (k) => result.scores[k]!),
    explanations: byPosition.map((k) => result.explanations[k]!),
    loadUpdate: (position) => loadUpdate(byPosition[position]!),
  };
}

/** The bytes of an update; undefined when they cannot be fetched, or are too many for one, and then it earns nothing. */
async function fetchFile(
  store: ContentStore,
  { updateDigest, transmission }: { readonly updateDigest: string; readonly transmission: Transmission },
  most: number,
): Promise<UpdateFile | undefined> {
  try {
    const bytes = await store.get(updateDigest);
    return bytes.length > most ? undefined : { bytes, transmission };
  } catch (error) {
    // A store that did not answer, or refused to, says nothing about the update.
    if (error instanceof StorageError) return undefined;
    throw error;
  }
}

/** How the updates of an earlier round are written; a task that nobody can read declares nothing. */
async function transmissionOf(store: ContentStore, taskDigest: string): Promise<Transmission> {
  try {
    return readTaskSpec(await store.get(taskDigest)).transmission ?? DEFAULT_TRANSMISSION;
  } catch (error) {
    if (error instanceof StorageError || (error instanceof BaseError && error.code === "TASK_UNREADABLE")) {
      return DEFAULT_TRANSMISSION;
    }
    throw error;
  }
}

/** Every update that earlier rounds of the model made public, oldest first, with what it earned. */
async function publishedUpdates(
  client: Client,
  store: ContentStore,
  parameters: EarlierRoundsParameters,
): Promise<PublishedFile[]> {
  const published: PublishedFile[] = [];
  for (const { roundId, taskDigest, isSettled, updates } of await earlierRounds(client, parameters)) {
    const transmission = await transmissionOf(store, taskDigest);
    const shares = isSettled ? await knownShares(client, { ...parameters, roundId }) : [];
    for (const [i, { contributor, updateDigest }] of updates.entries()) {
      published.push({ contributor, updateDigest, transmission, score: shares[i]?.score ?? 0 });
    }
  }
  return published;
}

/** The shares of an earlier round; none where they cannot be read from calldata, for any oracle alike. */
async function knownShares(client: Client, parameters: EarlierRoundsParameters): ReturnType<typeof sharesOf> {
  try {
    return await sharesOf(client, parameters);
  } catch (error) {
    if (error instanceof BaseError && error.code === "REVEAL_UNREADABLE") return [];
    throw error;
  }
}

/** How the model's weights moved on the way to a version's, newest first. */
async function stepsBefore(
  client: Client,
  store: ContentStore,
  { weights, ...version }: { weights: Float64Array; modelId: bigint; version: bigint },
): Promise<Float64Array[]> {
  const steps: Float64Array[] = [];
  let after = weights;
  for (const { weightsDigest } of await weightsBefore(client, version)) {
    const before = readParameters(await store.get(weightsDigest));
    if (after.length === before.length) steps.push(subtract(after, before));
    after = before;
  }
  return steps;
}
