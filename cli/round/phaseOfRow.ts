import type { Row } from "../../src/indexing/tables.ts";
import type { Deadlines } from "../../src/training/deadlinesOf.ts";
import type { Phase } from "../../src/training/Phase.ts";
import type { Failure } from "../../src/training/phaseAt.ts";

/** Where a round stands. */
export type RowPhase = {
  readonly phase: Phase;
  readonly failure: Failure | undefined;
  readonly deadlines: Deadlines;
};

const timed = ["Commit", "Reveal", "Opening", "ScoreCommit", "ScoreReveal"] as const;

/** The phase that an indexed round is in at a time, in seconds. Mirrors `RoundPhases.phaseOf`. */
export function phaseOfRow(row: Row<"round">, now: number): RowPhase {
  const deadlines = deadlinesOfRow(row);
  if (row.settledAt !== null) return { phase: "Settled", failure: undefined, deadlines };
  const failure = failureOfRow(row, deadlines, now);
  if (failure !== undefined) return { phase: "Failed", failure, deadlines };
  const ends = [deadlines.commit, deadlines.reveal, deadlines.opening, deadlines.scoreCommit, deadlines.scoreReveal];
  return { phase: timed[ends.findIndex((end) => BigInt(now) < end)] ?? "Settling", failure, deadlines };
}

function deadlinesOfRow(row: Row<"round">): Deadlines {
  let end = BigInt(row.openedAt);
  const after = (seconds: number) => {
    end += BigInt(seconds);
    return end;
  };
  return {
    commit: after(row.commitSeconds),
    reveal: after(row.revealSeconds),
    opening: after(row.openingSeconds),
    scoreCommit: after(row.scoreCommitSeconds),
    scoreReveal: after(row.scoreRevealSeconds),
  };
}

function failureOfRow(row: Row<"round">, deadlines: Deadlines, now: number): Failure | undefined {
  const isPast = (end: bigint) => BigInt(now) >= end;
  if (row.isSeated === false || (isPast(deadlines.commit) && row.isSeated !== true)) return "NoCommittee";
  if (isPast(deadlines.reveal) && row.reveals === 0) return "NoUpdates";
  if (isPast(deadlines.opening) && row.slicesOpenedAt === null) return "SponsorSilent";
  if (!isPast(deadlines.scoreReveal)) return undefined;
  if (row.voidedAt !== null) return "SlicesVoid";
  return row.quorumAt === null ? "NoQuorum" : undefined;
}
