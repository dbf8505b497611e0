import { BaseError } from "../../src/errors/BaseError.ts";
import { type AbiChange, BUMPS, compareSnapshots } from "./compareSnapshots.ts";
import { declaredBump } from "./declaredBump.ts";
import type { AbiSnapshot } from "./snapshotOf.ts";

export type CheckAbiParameters = {
  /** Of the last release. */
  readonly released: AbiSnapshot;
  readonly current: AbiSnapshot;
  /** Texts of the changesets since then. */
  readonly changesets: readonly string[];
};

const PACKAGE = "commonweights";

/**
 * Holds the ABIs against those of the last release, and gives the changes.
 * @throws BaseError `ABI_CHANGED` when no changeset declares what the changes need.
 */
export function checkAbi({ released, current, changesets }: CheckAbiParameters): AbiChange[] {
  const changes = compareSnapshots(released, current);
  const needed = changes.some(({ needs }) => needs === "major") ? "major" : changes.length > 0 ? "minor" : "none";
  const declared = declaredBump(changesets, PACKAGE);
  if (BUMPS.indexOf(declared) >= BUMPS.indexOf(needed)) return changes;
  const lines = changes.map(({ needs, description }) => `- ${needs}: ${description}`);
  throw new BaseError("ABI_CHANGED", `The ABIs changed, and no changeset says ${needed}:\n${lines.join("\n")}`, {
    remedy: `If that is meant, run npx changeset, choose ${needed} for ${PACKAGE}, and commit the file that it writes.`,
  });
}
