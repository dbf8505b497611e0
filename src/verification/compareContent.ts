import { sha256 } from "ethers";
import { BaseError } from "../errors/BaseError.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { cidOf } from "../storage/cidOf.ts";
import { StorageError } from "../storage/StorageError.ts";
import { slicesCommitment } from "../training/slicesCommitment.ts";
import type { Comparison } from "./createComparison.ts";
import { DifferenceError } from "./DifferenceError.ts";
import type { RoundRecord } from "./readRoundRecord.ts";

/**
 * Fetches every file that a round's scores follow from, and compares each with the digest on chain.
 * @returns The updates that the store does not hold: the round is scored without them, as by an oracle that could not fetch them.
 * @throws DifferenceError for bytes that are not what their digest says.
 * @throws BaseError `CONTENT_MISSING` for a file without which nothing can be scored.
 */
export async function compareContent(
  comparison: Comparison,
  store: ContentStore,
  { submissions }: RoundRecord,
): Promise<string[]> {
  const { announced, stored, rootSliceDigest, validationSliceDigest, slicesSalt } = submissions;
  comparison.equal("task digests", "the task digest announced at opening", announced.taskDigest, stored.taskDigest);
  comparison.equal(
    "slice commitments",
    "the slice commitment announced at opening",
    announced.slicesCommitment,
    stored.slicesCommitment,
  );
  if (slicesSalt !== undefined) {
    const opened = slicesCommitment({ rootSliceDigest, validationSliceDigest, salt: slicesSalt });
    comparison.equal("slice commitments", "the commitment to the slices", stored.slicesCommitment, opened);
  }

  const files: [digest: string, what: string, holder: string][] = [
    [stored.taskDigest, "the task", "the round's sponsor"],
    [submissions.baseDigest, `the weights of version ${submissions.baseVersion}`, "the model's owner or any oracle"],
    [rootSliceDigest, "the root slice", "the round's sponsor"],
    [validationSliceDigest, "the validation slice", "the round's sponsor"],
    ...submissions.history.map(({ digest, what, holder }): [string, string, string] => [digest, what, holder]),
  ];
  for (const [digest, what, holder] of files) {
    if (!(await holds(comparison, store, digest, what))) {
      throw new BaseError("CONTENT_MISSING", `The store does not hold ${what}: ${cidOf(digest)} (${digest}).`, {
        remedy: `Ask ${holder}, or whoever verified the round before, for the file of that name.`,
      });
    }
  }

  const missing: string[] = [];
  const updates = [
    ...submissions.reveals.map((update) => ({ ...update, of: "" })),
    ...submissions.earlier.map((update) => ({ ...update, of: ` in round ${update.roundId}` })),
  ];
  for (const { contributor, updateDigest, of } of updates) {
    const what = `the update of ${contributor}${of}`;
    if (!(await holds(comparison, store, updateDigest, what))) missing.push(`${what}: ${cidOf(updateDigest)}`);
  }
  return missing;
}

async function holds(comparison: Comparison, store: ContentStore, digest: string, what: string): Promise<boolean> {
  try {
    comparison.equal("files", what, sha256(await store.get(digest)), digest);
    return true;
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    if (error.code === "CONTENT_MISSING") return false;
    const [finding] = error.message.split("\n");
    throw new DifferenceError({ kind: "files", sentence: `${what} is not what the chain says: ${finding}` });
  }
}
