/** Why one contributor got its score. Numbers are 0 where a step was not reached. */
export type ScoreExplanation = {
  readonly status:
    | "scored"
    | "negative"
    | "untrusted"
    | "malformed"
    | "duplicate-of-update"
    | "duplicate-of-published"
    | "round-not-significant";
  /** For a duplicate: the index of the update in this round, or in the list of published updates. */
  readonly duplicateOf?: number;
  /** Cosine to what it repeats, for a duplicate. */
  readonly likeness?: number;
  /** What is wrong with a malformed update. */
  readonly defect?: string;
  /** Marginal value in nats of validation loss, before negatives become zero. */
  readonly phi: number;
  /** min(1, |g0| / |x|), in (0, 1]; g0 is the root slice's update. */
  readonly clipFactor: number;
  /** FLTrust: max(0, cosine to the root slice's update), in [0, 1]. */
  readonly trust: number;
};
