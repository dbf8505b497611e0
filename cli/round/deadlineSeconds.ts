import type { Deadlines } from "../../src/training/deadlinesOf.ts";

/** Deadlines as JSON has times: numbers of seconds. */
export function deadlineSeconds(deadlines: Deadlines): Readonly<Record<keyof Deadlines, number>> {
  const { commit, reveal, opening, scoreCommit, scoreReveal } = deadlines;
  return {
    commit: Number(commit),
    reveal: Number(reveal),
    opening: Number(opening),
    scoreCommit: Number(scoreCommit),
    scoreReveal: Number(scoreReveal),
  };
}
