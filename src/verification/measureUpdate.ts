import { BaseError } from "../errors/BaseError.ts";
import { norm } from "../learning/norm.ts";
import { readParameters } from "../learning/readParameters.ts";
import type { ScoreExplanation } from "../scoring/ScoreExplanation.ts";
import type { ScoredRound } from "../scoring/scoreRound.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { readTaskSpec } from "../training/readTaskSpec.ts";
import type { RoundRecord } from "./readRoundRecord.ts";

/** What a recomputation found out about one update. */
export type Measured = {
  readonly explanation: ScoreExplanation;
  /** Euclidean length of the update as submitted; undefined when it could not be read. */
  readonly length: number | undefined;
  /** For a duplicate: whose update it repeats, and in which round. */
  readonly original: { readonly contributor: string; readonly roundId: bigint } | undefined;
  /** Parts per billion. */
  readonly score: number;
  /** Validation loss before and after the round, and the standard error of their difference, in nats. */
  readonly lossBefore: number;
  readonly lossAfter: number;
  readonly gainError: number;
  readonly isSignificant: boolean;
  /** Standard errors that the gain must exceed. */
  readonly significance: number;
  /** The gain that earns the whole pot, and the sum of all positive values, in nats. */
  readonly fullPayGain: number;
  readonly positiveValue: number;
};

/** What a recomputation of the round found out about the update at a position. */
export async function measureUpdate(
  store: ContentStore,
  record: RoundRecord,
  scored: ScoredRound,
  position: number,
): Promise<Measured> {
  const { submissions } = record;
  const explanation = scored.explanations[position]!;
  const update = await readUpdate(store, submissions.reveals[position]!.updateDigest);
  const { scoring } = readTaskSpec(await store.get(submissions.stored.taskDigest));
  const { lossBefore, lossAfter, gainError, isSignificant } = scored;
  return {
    explanation,
    length: update === undefined ? undefined : norm(update),
    original: await originalOf(store, record, explanation, scored.base.length),
    score: scored.scores[position]!,
    lossBefore,
    lossAfter,
    gainError,
    isSignificant,
    significance: scoring.significance,
    fullPayGain: scoring.fullPayGainRatio * lossBefore,
    positiveValue: scored.explanations.reduce((sum, { phi }) => sum + Math.max(0, phi), 0),
  };
}

/** Indices of an explanation count this round's updates in commit order, and the readable ones of earlier rounds. */
async function originalOf(
  store: ContentStore,
  { roundId, submissions }: RoundRecord,
  { status, duplicateOf }: ScoreExplanation,
  length: number,
): Promise<Measured["original"]> {
  if (duplicateOf === undefined) return undefined;
  if (status === "duplicate-of-update") {
    const inOrder = [...submissions.reveals].sort((a, b) => a.commitOrder - b.commitOrder);
    return { contributor: inOrder[duplicateOf]!.contributor, roundId };
  }
  const readable: Measured["original"][] = [];
  for (const { contributor, roundId: earlierId, updateDigest } of submissions.earlier) {
    const update = await readUpdate(store, updateDigest);
    if (update?.length === length) readable.push({ contributor, roundId: earlierId });
  }
  return readable[duplicateOf];
}

async function readUpdate(store: ContentStore, digest: string): Promise<Float64Array | undefined> {
  try {
    return readParameters(await store.get(digest));
  } catch (error) {
    if (error instanceof BaseError) return undefined;
    throw error;
  }
}
