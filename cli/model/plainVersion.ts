import type { Version } from "../../src/registry/versionOf.ts";

/** A version as JSON has it: times are numbers, and what there is not is null. */
export function plainVersion({ reportDigest, roundId, parent, createdAt, ...version }: Version) {
  return {
    ...version,
    reportDigest: reportDigest ?? null,
    roundId: roundId ?? null,
    parent: parent ?? null,
    createdAt: Number(createdAt),
  };
}
