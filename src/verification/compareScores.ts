import { sha256 } from "ethers";
import { BaseError } from "../errors/BaseError.ts";
import { readParameters } from "../learning/readParameters.ts";
import { writeParameters } from "../learning/writeParameters.ts";
import type { ScoredRound } from "../scoring/scoreRound.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import type { Comparison } from "./createComparison.ts";
import { DifferenceError } from "./DifferenceError.ts";
import type { RoundRecord } from "./readRoundRecord.ts";
import type { Shares } from "./readShares.ts";

const NONE = `0x${"00".repeat(32)}`;

/**
 * Compares the settled scores and the settled aggregate with the recomputed ones.
 * @throws DifferenceError naming the contributor and the oracles behind the first score that differs, or the parameter.
 */
export async function compareScores(
  comparison: Comparison,
  store: ContentStore,
  { judgement, submissions }: RoundRecord,
  { consensus }: Shares,
  scored: ScoredRound,
): Promise<void> {
  for (const [i, { contributor }] of submissions.reveals.entries()) {
    const settled = consensus[i] ?? 0;
    const behind = judgement.vectors.filter(({ scores }) => scores[i] === settled).map(({ oracle }) => oracle);
    const where = `score ${i} (of contributor ${contributor}, as settled by oracles ${behind.join(", ")})`;
    comparison.equal("scores", where, settled, scored.scores[i]!);
  }

  const { aggregateDigest } = judgement.settled;
  comparison.equal(
    "aggregates",
    "the aggregate that a stake majority revealed",
    majorityDigest(judgement),
    aggregateDigest,
  );
  // Without a majority for one aggregate there is no candidate, and nothing to compare.
  if (aggregateDigest === NONE) return;
  const bytes = writeParameters(scored.aggregate);
  if (sha256(bytes) !== aggregateDigest) {
    throw await aggregateDifference(store, aggregateDigest, scored.aggregate);
  }
  comparison.equal("aggregates", "the settled aggregate", aggregateDigest, sha256(bytes));
}

/** The digest behind which more than half of the committee's stake stands, or zero. */
function majorityDigest({ members, totalStake, vectors }: RoundRecord["judgement"]): string {
  const stakeOf = new Map(members.map(({ oracle, stake }) => [oracle, stake]));
  const behind = new Map<string, bigint>();
  for (const { oracle, aggregateDigest } of vectors) {
    const stake = (behind.get(aggregateDigest) ?? 0n) + (stakeOf.get(oracle) ?? 0n);
    if (2n * stake > totalStake) return aggregateDigest;
    behind.set(aggregateDigest, stake);
  }
  return NONE;
}

/** Where the settled aggregate differs, as far as the store holds it. */
async function aggregateDifference(
  store: ContentStore,
  digest: string,
  recomputed: Float64Array,
): Promise<DifferenceError> {
  const own = sha256(writeParameters(recomputed));
  const settled = await readStored(store, digest);
  const position = settled?.findIndex((value, i) => !Object.is(value, recomputed[i])) ?? -1;
  return new DifferenceError({
    kind: "aggregates",
    sentence:
      settled === undefined || position === -1
        ? `the settled aggregate is ${digest}, recomputed ${own}`
        : `parameter ${position} of the settled aggregate is ${settled[position]}, recomputed ${recomputed[position]}`,
  });
}

async function readStored(store: ContentStore, digest: string): Promise<Float64Array | undefined> {
  try {
    return readParameters(await store.get(digest));
  } catch (error) {
    if (error instanceof BaseError) return undefined;
    throw error;
  }
}
