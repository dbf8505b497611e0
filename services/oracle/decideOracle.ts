import { deadlineSeconds } from "../../src/training/deadlineSeconds.ts";
import { failureAt, phaseAt } from "../../src/training/phaseAt.ts";
import type { RoundRecord } from "../../src/training/RoundRecord.ts";

/** A member of the round's committee, by seat, as the chain has it. */
export type MemberFacts = {
  readonly oracle: string;
  readonly isCommitted: boolean;
  readonly isRevealed: boolean;
  readonly isVoid: boolean;
  readonly isSlashed: boolean;
  readonly isAssessed: boolean;
  readonly isPaid: boolean;
};

export type OracleFacts = {
  readonly round: RoundRecord;
  /** Address of the oracle. */
  readonly me: string;
  /** Chain time of the head, seconds. */
  readonly now: number;
  /** The newest block that is deep enough to act on what it says, and its timestamp. */
  readonly confirmedBlock: number;
  readonly confirmedTime: number;
  /** Holders of the model's seats; they are the committee until there is one. */
  readonly seatHolders: readonly string[];
  /** The committee, by seat; empty until it is snapshotted. */
  readonly members: readonly MemberFacts[];
  /** Seconds between the turns of two oracles at what any of them may do. */
  readonly turnSeconds: number;
};

/** What an oracle does now. */
export type OracleAct =
  | { readonly do: "snapshot" }
  /** Score the round, commit to the scores. */
  | { readonly do: "commit" }
  | { readonly do: "reveal" }
  | { readonly do: "settle" }
  | { readonly do: "assess" }
  | { readonly do: "claim-fee"; readonly seat: number }
  | { readonly do: "slash"; readonly seat: number }
  | { readonly do: "close" }
  | { readonly do: "record-opening" };

export type OracleDecision = {
  readonly acts: readonly OracleAct[];
  /** Chain time at which something may be due although nothing happens before; undefined: never. */
  readonly wakeAt: number | undefined;
};

/** The committee can be snapshotted in the last day of Commit. */
const SNAPSHOT_SECONDS = 86_400;
/** Between two looks at whether a snapshot makes sense yet. */
const RETRY_SECONDS = 10;
/** From the end of the reveal of scores to the record of what was opened. */
const RECORD_SECONDS = 300;
const NOTHING: OracleDecision = { acts: [], wakeAt: undefined };

/** Decides what an oracle does in a round: pure, so that every case can be tried. Whatever is decided twice is done once. */
export function decideOracle(facts: OracleFacts): OracleDecision {
  const { round, me, now, members } = facts;
  const phase = phaseAt(round, now);
  const seat = members.findIndex(({ oracle }) => oracle === me);
  if (round.isSeated === undefined) {
    // What is not snapshotted by the end of Commit has failed, and has nothing for an oracle.
    return phase === "Commit" ? decideSnapshot(facts) : NOTHING;
  }
  if (seat < 0) return NOTHING;
  const own = members[seat]!;
  const { opening, scoreCommit, scoreReveal } = deadlineSeconds(round.deadlines);
  switch (phase) {
    case "Commit":
    case "Reveal":
    case "Opening":
      return wait(opening);
    case "ScoreCommit": {
      if (round.submissions.has(me)) return NOTHING;
      const isSettledIn = round.lastInput.blockNumber <= facts.confirmedBlock;
      const middle = opening + (scoreCommit - opening) / 2;
      // A shallow reorganisation could still change what is scored; half of the phase is left for that.
      return isSettledIn || now >= middle ? act({ do: "commit" }, scoreCommit) : wait(now);
    }
    case "ScoreReveal": {
      if (!own.isCommitted || own.isRevealed) return wait(scoreReveal);
      // Were the chain to go back into ScoreCommit, others could commit to what was revealed.
      const isFixed = facts.confirmedTime >= scoreCommit || now >= scoreCommit + (scoreReveal - scoreCommit) / 2;
      return isFixed ? act({ do: "reveal" }, scoreReveal) : wait(now);
    }
    case "Settling":
      return inTurn(facts, scoreReveal, [{ do: "settle" }]);
    case "Settled":
    case "Failed":
      return decideAfter(facts, own, seat);
    default:
      return NOTHING;
  }
}

function decideSnapshot(facts: OracleFacts): OracleDecision {
  const { round, me, now, seatHolders } = facts;
  const { commit } = deadlineSeconds(round.deadlines);
  const opensAt = Math.max(commit - SNAPSHOT_SECONDS, round.openedAt);
  // Seats taken until then count; the other half is left for the others, should this oracle fail to do it.
  const middle = opensAt + Math.floor((commit - opensAt) / 2);
  if (now < middle) return wait(middle);
  // Nobody judges a round that nobody trains in, and without a seat there is nothing to judge.
  if (!seatHolders.includes(me) || round.submissions.size === 0) return wait(Math.min(now + RETRY_SECONDS, commit));
  const turnSeconds = Math.min(facts.turnSeconds, (commit - middle) / (seatHolders.length + 1));
  return inTurn({ ...facts, turnSeconds }, middle, [{ do: "snapshot" }]);
}

/** Settled or failed: take what is due, say what was opened, and do what anyone may. */
function decideAfter(facts: OracleFacts, own: MemberFacts, seat: number): OracleDecision {
  const { round, me, now, members } = facts;
  const { scoreReveal } = deadlineSeconds(round.deadlines);
  const failure = failureAt(round, now);
  const acts: OracleAct[] = [];
  const shared: OracleAct[] = [];
  const isPayable =
    own.isRevealed && !own.isPaid && (failure === undefined ? !own.isVoid : failure === "SlicesVoid" && own.isVoid);
  if (isPayable && (failure === undefined ? own.isAssessed : round.isClosed)) acts.push({ do: "claim-fee", seat });
  if (isPayable && failure === undefined && !own.isAssessed) acts.push({ do: "assess" });
  if (failure !== undefined && !round.isClosed && round.submissions.size > 0) shared.push({ do: "close" });
  for (const [place, member] of members.entries()) {
    const isSilent = member.isCommitted && !member.isRevealed && !member.isSlashed;
    if (isSilent && place !== seat && now >= scoreReveal) shared.push({ do: "slash", seat: place });
  }
  const isSealed = [...round.submissions.values()].some(({ sealedDigest }) => sealedDigest !== undefined);
  const later = shared.length === 0 ? { acts: [], wakeAt: undefined } : inTurn(facts, scoreReveal, shared);
  if (!isSealed || !own.isRevealed || round.recorders.has(me)) {
    return { acts: [...acts, ...later.acts], wakeAt: later.wakeAt };
  }
  // Contributors publish once the round is settled; the record says which did.
  const recordsAt = scoreReveal + RECORD_SECONDS;
  if (now >= recordsAt) acts.push({ do: "record-opening" });
  return { acts: [...acts, ...later.acts], wakeAt: Math.min(later.wakeAt ?? recordsAt, recordsAt) };
}

/** What anyone may do, one oracle after the other, beginning with another one each round: then nobody pays for it twice. */
function inTurn(
  { round, me, now, seatHolders, members, turnSeconds }: OracleFacts,
  from: number,
  acts: readonly OracleAct[],
): OracleDecision {
  const oracles = members.length > 0 ? members.map(({ oracle }) => oracle) : seatHolders;
  const place = Math.max(0, oracles.indexOf(me));
  const turn = Number((BigInt(place) + round.roundId) % BigInt(oracles.length || 1));
  const mine = from + turn * turnSeconds;
  return now >= mine ? { acts, wakeAt: now } : { acts: [], wakeAt: mine };
}

function act(what: OracleAct, wakeAt: number): OracleDecision {
  return { acts: [what], wakeAt };
}

function wait(until: number): OracleDecision {
  return { acts: [], wakeAt: until };
}
