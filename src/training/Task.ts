/** Lengths of a round's phases, in seconds. */
export type PhaseSeconds = {
  readonly commit: number;
  readonly reveal: number;
  readonly opening: number;
  readonly scoreCommit: number;
  readonly scoreReveal: number;
};

/** What a sponsor opens a round with. */
export type Task = {
  readonly modelId: bigint;
  readonly baseVersion: number;
  /** SHA-256 of the task description. */
  readonly taskDigest: string;
  /** See `slicesCommitment`. */
  readonly slicesCommitment: string;
  /** Token of pot, fee and bonds. */
  readonly token: string;
  /** Paid to contributors by score, smallest units. */
  readonly pot: bigint;
  /** Paid to oracles by agreement, smallest units. */
  readonly oracleFee: bigint;
  /** Deposit of each commit, returned at the reveal. */
  readonly bond: bigint;
  readonly maxContributors: number;
  readonly phases: PhaseSeconds;
};
