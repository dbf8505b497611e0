import type { Deadlines } from "../../src/training/deadlinesOf.ts";
import type { HiddenSlices } from "../../src/training/slicesCommitment.ts";

/** A round that the devnet's sponsor opened, with what only the sponsor knows. */
export type SponsoredRound = {
  readonly roundId: bigint;
  readonly modelId: bigint;
  readonly baseVersion: number;
  readonly deadlines: Deadlines;
  readonly slices: HiddenSlices;
  /** The files that the digests of `slices` name; nobody else has them before the sponsor opens them. */
  readonly sliceFiles: readonly Uint8Array[];
};
