/** Phases of a round, in the contract's order. */
export const phases = [
  "None",
  "Commit",
  "Reveal",
  "Opening",
  "ScoreCommit",
  "ScoreReveal",
  "Settling",
  "Settled",
  "Failed",
] as const;

export type Phase = (typeof phases)[number];
