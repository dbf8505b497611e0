import { hexlify, sha256, toUtf8Bytes } from "ethers";
import { read } from "../../src/chain/read.ts";
import type { Client } from "../../src/client.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import { RetryableError } from "../../src/errors/RetryableError.ts";
import { LearningError } from "../../src/learning/LearningError.ts";
import { readExamples } from "../../src/learning/readExamples.ts";
import { writeParameters } from "../../src/learning/writeParameters.ts";
import type { ScoringExecutor } from "../../src/scoring/ScoringExecutor.ts";
import { scoreRound } from "../../src/scoring/scoreRound.ts";
import { sliceDefect } from "../../src/scoring/sliceDefect.ts";
import type { ContentStore } from "../../src/storage/ContentStore.ts";
import { SafetensorsError } from "../../src/storage/SafetensorsError.ts";
import { StorageError } from "../../src/storage/StorageError.ts";
import { excessOf } from "../../src/training/excessOf.ts";
import type { RoundRecord } from "../../src/training/RoundRecord.ts";
import { readTaskSpec } from "../../src/training/readTaskSpec.ts";
import { ModelRegistry__factory } from "../../typechain-types/index.ts";

/** What an oracle found out about a round. */
export type Judgement = {
  /** Parts per billion per contributor; null: the slices are void. */
  readonly scores: readonly number[] | null;
  /** SHA-256 of the aggregate, or of the reason why the slices are void. */
  readonly digest: string;
  /** In words, for the log. */
  readonly summary: string;
};

/** A judgement, and the file that its digest names: the aggregate, or the reason. */
export type FoundJudgement = { readonly judgement: Judgement; readonly file: Uint8Array };

export type JudgeRoundParameters = {
  readonly client: Client;
  /** Opens what was sealed to this oracle, and serves everything else. */
  readonly sealedStore: ContentStore;
  readonly round: RoundRecord;
  readonly executor?: ScoringExecutor;
  /** Whether there is time to wait for files that cannot be fetched yet. */
  readonly mayWait: boolean;
};

/**
 * Scores a round, or finds its slices void, from nothing but chain and store.
 * @throws RetryableError `FILES_MISSING` while there is time to wait for a file that was published late.
 * @throws StorageError when the model's weights cannot be had: then nobody can judge.
 */
export async function judgeRound(parameters: JudgeRoundParameters): Promise<FoundJudgement> {
  const { client, sealedStore, round, executor, mayWait } = parameters;
  const reason = await voidReason(parameters);
  if (reason !== undefined) return voidBecause(reason);
  await requireWeights(client, sealedStore, round);
  if (mayWait) await requireUpdates(sealedStore, round);
  try {
    const { roundId } = round;
    const scored = await scoreRound(client, sealedStore, { roundId, ...(executor === undefined ? {} : { executor }) });
    const file = writeParameters(scored.aggregate);
    const paid = scored.scores.filter((score) => score > 0).length;
    const summary = `${paid} of ${scored.scores.length} updates earn; loss ${scored.lossBefore.toFixed(4)} → ${scored.lossAfter.toFixed(4)}`;
    return { judgement: { scores: [...scored.scores], digest: sha256(file), summary }, file };
  } catch (error) {
    // What does not fit the network cannot be scored by anybody.
    if (error instanceof LearningError) return voidBecause(error.message.split("\n")[0]!);
    throw error;
  }
}

function voidBecause(reason: string): FoundJudgement {
  const file = toUtf8Bytes(reason);
  return { judgement: { scores: null, digest: sha256(file), summary: `the slices are void: ${reason}` }, file };
}

/** Why the slices are worthless; undefined when they are not. The same words for every oracle. */
async function voidReason({ sealedStore, round, mayWait }: JudgeRoundParameters): Promise<string | undefined> {
  const { rootSliceDigest, validationSliceDigest } = round.slices!;
  let at = "task";
  try {
    const task = readTaskSpec(await sealedStore.get(round.taskDigest));
    const { network, training, seed } = task;
    const tooMuch = excessOf(task);
    if (tooMuch !== undefined) return `task: ${tooMuch}`;
    for (const [name, digest] of [
      ["root", rootSliceDigest],
      ["validation", validationSliceDigest],
    ] as const) {
      at = `${name} slice`;
      const slice = readExamples(await sealedStore.get(digest));
      const defect = sliceDefect({ network, slice, training, seed });
      if (defect !== undefined) return `${name} slice: ${defect}`;
    }
    return undefined;
  } catch (error) {
    if (error instanceof RetryableError || !(error instanceof BaseError)) throw error;
    if (error instanceof StorageError) {
      if (mayWait) throw missing(at);
      return `${at}: cannot be fetched`;
    }
    if (error instanceof SafetensorsError || error instanceof LearningError || error.code === "TASK_UNREADABLE") {
      return `${at}: cannot be read`;
    }
    throw error;
  }
}

/** The weights that the round started from are not the sponsor's: without them there is nothing to say about its slices. */
async function requireWeights(
  client: Client,
  store: ContentStore,
  { modelId, baseVersion }: RoundRecord,
): Promise<void> {
  const models = ModelRegistry__factory.connect(client.addresses.modelRegistry, client.runner);
  const { weightsDigest } = await read(models.versionOf(modelId, baseVersion));
  await store.get(weightsDigest);
}

/** A file that comes late must not earn nothing with one oracle and something with another. */
async function requireUpdates(store: ContentStore, { submissions }: RoundRecord): Promise<void> {
  for (const { contributor, updateDigest } of submissions.values()) {
    if (updateDigest === undefined) continue;
    try {
      await store.get(updateDigest);
    } catch (error) {
      if (error instanceof StorageError) throw missing(`update of ${contributor}`);
      throw error;
    }
  }
}

function missing(what: string): RetryableError {
  return new RetryableError("FILES_MISSING", `The ${what} cannot be fetched yet.`, {
    remedy: "Its owner may still publish it; look whether the storage that the others use is configured here.",
  });
}

/** Names what a judgement follows from: another chain, another judgement. */
export function inputsOf({ lastInput, slices, submissions }: RoundRecord): string {
  const revealed = [...submissions.values()].filter(({ index }) => index !== undefined);
  const inputs = revealed.map(({ contributor, index, updateDigest, sealedDigest }) =>
    [index, contributor, updateDigest, sealedDigest].join(),
  );
  const text = [lastInput.blockHash, slices?.rootSliceDigest, slices?.validationSliceDigest, ...inputs.sort()].join(
    " ",
  );
  return hexlify(sha256(toUtf8Bytes(text))).slice(0, 18);
}
