import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";
import { scoreRound } from "../scoring/scoreRound.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { compareContent } from "./compareContent.ts";
import { compareReveals } from "./compareReveals.ts";
import { createComparison } from "./createComparison.ts";
import { type Measured, measureUpdate } from "./measureUpdate.ts";
import { readRoundRecord } from "./readRoundRecord.ts";
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
      measured: await measureUpdate(store, record, scored, position),
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
