import type { Phase } from "./Phase.ts";
import type { RoundRecord } from "./RoundRecord.ts";

/** Why a round failed; the names of the contract. */
export type Failure = "NoCommittee" | "NoUpdates" | "SponsorSilent" | "SlicesVoid" | "NoQuorum";

/** Why a round has failed by a time, in seconds; undefined while it has not. Mirrors `RoundPhases.failureOf`. */
export function failureAt(round: RoundRecord, timestamp: number): Failure | undefined {
  if (round.isSettled) return undefined;
  const { commit, reveal, opening, scoreReveal } = round.deadlines;
  const now = BigInt(timestamp);
  if (round.isSeated === false || (now >= commit && round.isSeated === undefined)) return "NoCommittee";
  if (now >= reveal && revealsOf(round) === 0) return "NoUpdates";
  if (now >= opening && round.slices === undefined) return "SponsorSilent";
  if (now >= scoreReveal && round.isVoid) return "SlicesVoid";
  if (now >= scoreReveal && !round.hasQuorum) return "NoQuorum";
  return undefined;
}

/** The phase that a round is in at a time, in seconds. Mirrors `RoundPhases.phaseOf`. */
export function phaseAt(round: RoundRecord, timestamp: number): Phase {
  if (round.isSettled) return "Settled";
  if (failureAt(round, timestamp) !== undefined) return "Failed";
  const { commit, reveal, opening, scoreCommit, scoreReveal } = round.deadlines;
  const names = ["Commit", "Reveal", "Opening", "ScoreCommit", "ScoreReveal"] as const;
  const passed = [commit, reveal, opening, scoreCommit, scoreReveal].findIndex((end) => BigInt(timestamp) < end);
  return names[passed] ?? "Settling";
}

function revealsOf({ submissions }: RoundRecord): number {
  let count = 0;
  for (const { index } of submissions.values()) if (index !== undefined) count += 1;
  return count;
}
