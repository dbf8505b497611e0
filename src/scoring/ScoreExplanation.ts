import type { Work } from "./createWorkTest.ts";

/** Why one contributor got its score. Numbers are 0 where a step was not reached. */
export type ScoreExplanation = {
  readonly status:
    | "scored"
    | "negative"
    | "untrusted"
    | "malformed"
    | "duplicate-of-update"
    | "duplicate-of-published"
    | "no-work"
    | "round-not-significant";
  /** For a duplicate: the index of the update in this round, or in the list of published updates. */
  readonly duplicateOf?: number;
  /** Cosine to what it repeats, for a duplicate. */
  readonly likeness?: number;
  /** What the update holds beyond public ones; undefined where that cannot be told (see `createWorkTest`). */
  readonly work?: Work;
  /** What is wrong with a malformed update. */
  readonly defect?: string;
  /** Marginal value in nats of validation loss, before negatives become zero. */
  readonly phi: number;
  /** min(1, |g0| / |x|), in (0, 1]; g0 is the root slice's update. */
  readonly clipFactor: number;
  /** FLTrust: max(0, cosine to the root slice's update), in [0, 1]. */
  readonly trust: number;
  /** The term in the aggregate is u = coefficient · update. */
  readonly coefficient: number;
};
