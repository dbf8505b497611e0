import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";
import { scoreRound } from "../scoring/scoreRound.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { compareContent } from "./compareContent.ts";
import { compareReveals } from "./compareReveals.ts";
import { compareScores } from "./compareScores.ts";
import { compareSettlement } from "./compareSettlement.ts";
import { createComparison } from "./createComparison.ts";
import { type Difference, DifferenceError } from "./DifferenceError.ts";
import { judgeOracles, type OracleFinding } from "./judgeOracles.ts";
import { readRoundRecord } from "./readRoundRecord.ts";
import { readShares } from "./readShares.ts";
import type { ReadRoundParameters } from "./readSubmissions.ts";

/** What came of replaying a settled round. */
export type Verification = {
  readonly roundId: bigint;
  /** The first number that differs; undefined when everything is identical. */
  readonly difference: Difference | undefined;
  /** How many values were identical, by kind, up to the difference. */
  readonly compared: ReadonlyMap<string, number>;
  /** What each member of the committee revealed; empty when a difference came before the scores. */
  readonly oracles: readonly OracleFinding[];
  /** Updates that could not be fetched, and were scored as unreadable. */
  readonly missing: readonly string[];
};

/**
 * Replays a settled round from the chain and the store alone: fetches every file, scores the round as an oracle does, and
 * compares every number that was settled. The verdict is about what was settled; an oracle that was outvoted is only listed.
 * @throws BaseError when the round is not settled, or when what is missing leaves the verdict open.
 */
export async function verifyRound(
  client: Client,
  store: ContentStore,
  { roundId, fromBlock = 0 }: ReadRoundParameters,
): Promise<Verification> {
  const record = await readRoundRecord(client, { roundId, fromBlock });
  const comparison = createComparison();
  let missing: readonly string[] = [];
  let oracles: readonly OracleFinding[] = [];
  const difference = await firstDifference(async () => {
    missing = await compareContent(comparison, store, record);
    compareReveals(comparison, record);
    const shares = await readShares(client, record);
    const scored = await scoreRound(client, store, { roundId, fromBlock });
    oracles = judgeOracles(record, scored);
    await compareScores(comparison, store, record, shares, scored);
    compareSettlement(comparison, record, shares);
  });
  if (missing.length > 0 && difference !== undefined && dependsOnUpdates(difference)) {
    throw new BaseError("CONTENT_MISSING", `The store does not hold ${missing.join("; ")}.`, {
      remedy: "Ask their contributors or any oracle for the files of these names: without them the scores differ.",
    });
  }
  return { roundId, difference, compared: comparison.counts(), oracles, missing };
}

async function firstDifference(compare: () => Promise<void>): Promise<Difference | undefined> {
  try {
    await compare();
    return undefined;
  } catch (error) {
    if (error instanceof DifferenceError) return error.difference;
    throw error;
  }
}

function dependsOnUpdates({ kind }: Difference): boolean {
  return kind === "scores" || kind === "aggregates";
}
