import type { Deadlines } from "../../src/training/deadlinesOf.ts";
import type { Phase } from "../../src/training/Phase.ts";

const fields: Partial<Readonly<Record<Phase, keyof Deadlines>>> = {
  Commit: "commit",
  Reveal: "reveal",
  Opening: "opening",
  ScoreCommit: "scoreCommit",
  ScoreReveal: "scoreReveal",
};

const next: Partial<Readonly<Record<Phase, Phase>>> = {
  Commit: "Reveal",
  Reveal: "Opening",
  Opening: "ScoreCommit",
  ScoreCommit: "ScoreReveal",
  ScoreReveal: "Settling",
};

/** When a timed phase ends, in seconds, and which one follows if the round does not fail; undefined for the last ones. */
export function phaseEnd(
  deadlines: Deadlines,
  phase: Phase,
): { readonly at: bigint; readonly next: Phase } | undefined {
  const field = fields[phase];
  const following = next[phase];
  return field === undefined || following === undefined ? undefined : { at: deadlines[field], next: following };
}

/** When a phase begins, in seconds; undefined for those that begin by an act. */
export function phaseBegin(deadlines: Deadlines, phase: Phase): bigint | undefined {
  const before = (Object.keys(next) as Phase[]).find((one) => next[one] === phase);
  return before === undefined ? undefined : phaseEnd(deadlines, before)?.at;
}
