import { BaseError } from "../errors/BaseError.ts";
import { norm } from "../learning/norm.ts";
import type { PrivacyPlan } from "../learning/privacy/PrivacyPlan.ts";
import { readPrivacyRecord } from "../learning/privacy/readPrivacyRecord.ts";
import type { ScoreExplanation } from "../scoring/ScoreExplanation.ts";
import type { ScoredRound } from "../scoring/scoreRound.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { decodeSafetensors } from "../storage/decodeSafetensors.ts";
import { readTaskSpec } from "../training/readTaskSpec.ts";
import type { RoundRecord } from "./readRoundRecord.ts";

/** What a recomputation found out about one update. */
export type Measured = {
  readonly explanation: ScoreExplanation;
  /** Euclidean length of the update as submitted; undefined when it could not be read. */
  readonly length: number | undefined;
  /** For a duplicate: whose update it repeats, and in which round. */
  readonly original: { readonly contributor: string; readonly roundId: bigint } | undefined;
  /** What the update's file says about differential privacy; undefined when it says nothing that holds together. */
  readonly privacy: PrivacyPlan | undefined;
  /** Parts per billion. */
  readonly score: number;
  /** Validation loss before and after the round, and the standard error of their difference, in nats. */
  readonly lossBefore: number;
  readonly lossAfter: number;
  readonly gainError: number;
  readonly isSignificant: boolean;
  /** Standard errors that the gain must exceed. */
  readonly significance: number;
  /** Part of an update's length that must be new. */
  readonly leastNovelty: number;
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
  const update = await scored.loadUpdate(position);
  const { scoring } = readTaskSpec(await store.get(submissions.stored.taskDigest));
  const { lossBefore, lossAfter, gainError, isSignificant } = scored;
  return {
    explanation,
    length: update === undefined ? undefined : norm(update),
    original: originalOf(record, explanation),
    privacy: await privacyOf(store, submissions.reveals[position]!.updateDigest),
    score: scored.scores[position]!,
    lossBefore,
    lossAfter,
    gainError,
    isSignificant,
    significance: scoring.significance,
    leastNovelty: scoring.leastNovelty,
    fullPayGain: scoring.fullPayGainRatio * lossBefore,
    positiveValue: scored.explanations.reduce((sum, { phi }) => sum + Math.max(0, phi), 0),
  };
}

/** Indices of an explanation count this round's updates in commit order, and those of earlier rounds as published. */
function originalOf(
  { roundId, submissions }: RoundRecord,
  { status, duplicateOf }: ScoreExplanation,
): Measured["original"] {
  if (duplicateOf === undefined) return undefined;
  if (status === "duplicate-of-published") return submissions.earlier[duplicateOf];
  const inOrder = [...submissions.reveals].sort((a, b) => a.commitOrder - b.commitOrder);
  return { contributor: inOrder[duplicateOf]!.contributor, roundId };
}

async function privacyOf(store: ContentStore, digest: string): Promise<PrivacyPlan | undefined> {
  try {
    return readPrivacyRecord(decodeSafetensors(await store.get(digest)).metadata);
  } catch (error) {
    if (error instanceof BaseError) return undefined;
    throw error;
  }
}
