import type { Deadlines } from "./deadlinesOf.ts";

/** Deadlines as numbers of seconds, as JSON and clocks have times. */
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
