import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";
import { norm } from "../learning/norm.ts";
import { readParameters } from "../learning/readParameters.ts";
import type { ScoreExplanation } from "../scoring/ScoreExplanation.ts";
import { type ScoredRound, scoreRound } from "../scoring/scoreRound.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { readTaskSpec } from "../training/readTaskSpec.ts";
import { compareContent } from "./compareContent.ts";
import { compareReveals } from "./compareReveals.ts";
import { createComparison } from "./createComparison.ts";
import { type RoundRecord, readRoundRecord } from "./readRoundRecord.ts";
import { readShares } from "./readShares.ts";
import type { Commit, ReadRoundParameters, Reveal } from "./readSubmissions.ts";
import type { TokenUnit } from "./readToken.ts";

/** One oracle's score for a contributor. */
export type OracleScore = {
  readonly oracle: string;
  readonly stake: bigint;
  /** Parts per billion; undefined when it revealed no scores. */
  readonly score: number | undefined;
};

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

/** What happened to one contributor's update, step by step. */
export type ExplainedUpdate = {
  readonly roundId: bigint;
  readonly contributor: string;
  readonly commit: Commit;
  /** Place among the commits, from 1, and their number. */
  readonly commitPlace: readonly [place: number, of: number];
  /** Undefined when it was never revealed: then nothing after it happened. */
  readonly revealed:
    | {
        readonly reveal: Reveal;
        /** Position in every vector, from 0. */
        readonly position: number;
        readonly measured: Measured;
        readonly oracles: readonly OracleScore[];
        /** Settled, parts per billion. */
        readonly consensus: number;
        readonly totalScore: bigint;
        readonly claimed: bigint;
        readonly claimable: bigint;
        /** Updates that could not be fetched, and were scored as unreadable. */
        readonly missing: readonly string[];
        readonly revenueShare: { readonly datasetId: bigint; readonly shareBps: bigint } | undefined;
      }
    | undefined;
  readonly unit: TokenUnit;
};

export type ExplainUpdateParameters = ReadRoundParameters & {
  /** Address of the contributor, with its checksum. */
  readonly contributor: string;
};

/**
 * Explains what happened to a contributor's update in a settled round, from the chain and the store alone.
 * @throws BaseError `CONTRIBUTOR_UNKNOWN` with those that took part, and what `readRoundRecord` throws.
 * @throws DifferenceError when files or vectors are not what the chain says: then there is nothing to explain.
 */
export async function explainUpdate(
  client: Client,
  store: ContentStore,
  { roundId, contributor, fromBlock = 0 }: ExplainUpdateParameters,
): Promise<ExplainedUpdate> {
  const record = await readRoundRecord(client, { roundId, fromBlock });
  const { submissions, judgement, payments } = record;
  const place = submissions.commits.findIndex((commit) => commit.contributor === contributor);
  const commit = submissions.commits[place];
  if (commit === undefined) {
    const known = submissions.commits.map((other) => other.contributor).join(", ");
    throw new BaseError("CONTRIBUTOR_UNKNOWN", `${contributor} did not commit to round ${roundId}.`, {
      remedy: known === "" ? "Nobody did." : `Those who did: ${known}.`,
    });
  }
  const common = {
    roundId,
    contributor,
    commit,
    commitPlace: [place + 1, submissions.commits.length] as const,
    unit: payments.unit,
  };
  const position = submissions.reveals.findIndex((reveal) => reveal.contributor === contributor);
  const reveal = submissions.reveals[position];
  if (reveal === undefined) return { ...common, revealed: undefined };

  const comparison = createComparison();
  const missing = await compareContent(comparison, store, record);
  compareReveals(comparison, record);
  const { consensus, claimable } = await readShares(client, record);
  const scored = await scoreRound(client, store, { roundId, fromBlock });
  const vectorOf = new Map(judgement.vectors.map((vector) => [vector.oracle, vector.scores]));
  return {
    ...common,
    revealed: {
      reveal,
      position,
      measured: await measure(store, record, scored, position),
      oracles: judgement.members.map(({ oracle, stake }) => ({
        oracle,
        stake,
        score: vectorOf.get(oracle)?.[position],
      })),
      consensus: consensus[position]!,
      totalScore: judgement.settled.totalScore,
      claimed: payments.claimed.get(contributor) ?? 0n,
      claimable: claimable[position]!,
      missing,
      revenueShare: payments.revenueShares.get(contributor),
    },
  };
}

async function measure(
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
