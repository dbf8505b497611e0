import { failureAt, phaseAt } from "../../src/training/phaseAt.ts";
import type { RoundRecord } from "../../src/training/RoundRecord.ts";

export type ContributorFacts = {
  readonly round: RoundRecord;
  /** Address of the contributor. */
  readonly me: string;
  /** Chain time of the head, seconds. */
  readonly now: number;
  /** The newest block that is deep enough to act on what it says, and its timestamp. */
  readonly confirmedBlock: number;
  readonly confirmedTime: number;
  /** Whether the update is sealed to the committee, or published as it is. */
  readonly publication: "sealed" | "open";
};

/** What a contributor does now. */
export type ContributorAct =
  /** Train, keep the update, commit to it. */
  | { readonly do: "commit" }
  | { readonly do: "reveal" }
  /** Seal the update to the committee and announce where it is. */
  | { readonly do: "seal" }
  /** Make the update public. */
  | { readonly do: "publish" }
  | { readonly do: "claim"; readonly token: string }
  | { readonly do: "close" }
  | { readonly do: "claim-forfeited" }
  | { readonly do: "reclaim-bond" };

export type ContributorDecision = {
  readonly acts: readonly ContributorAct[];
  /** Chain time at which something may be due although nothing happens before; undefined: never. */
  readonly wakeAt: number | undefined;
};

const NOTHING: ContributorDecision = { acts: [], wakeAt: undefined };

/** Decides what a contributor does in a round: pure, so that every case can be tried. Whatever is decided twice is done once. */
export function decideContributor(facts: ContributorFacts): ContributorDecision {
  const { round, me, now, publication } = facts;
  const own = round.submissions.get(me);
  const phase = phaseAt(round, now);
  const commit = Number(round.deadlines.commit);
  const reveal = Number(round.deadlines.reveal);
  if (own === undefined) {
    const isOpen = phase === "Commit" && round.submissions.size < round.maxContributors;
    return isOpen ? { acts: [{ do: "commit" }], wakeAt: commit } : NOTHING;
  }
  const isRevealed = own.index !== undefined;
  switch (phase) {
    case "Commit":
      return { acts: [], wakeAt: commit };
    case "Reveal": {
      // A shallow reorganisation could bring Commit back, or another committee; half of the phase is left for that.
      const isLate = now >= commit + (reveal - commit) / 2;
      const isFixed = isLate || facts.confirmedTime >= commit;
      if (!isRevealed) return isFixed ? { acts: [{ do: "reveal" }], wakeAt: reveal } : { acts: [], wakeAt: now };
      if (own.sealedDigest !== undefined) return { acts: [], wakeAt: reveal };
      const isDeep = isLate || own.revealed!.blockNumber <= facts.confirmedBlock;
      if (!isDeep) return { acts: [], wakeAt: now };
      return { acts: [{ do: publication === "open" ? "publish" : "seal" }], wakeAt: reveal };
    }
    case "Settled": {
      if (!isRevealed) return NOTHING;
      const claims = [...round.payments.keys()].map((token) => ({ do: "claim", token }) as const);
      return { acts: [{ do: "publish" }, ...claims], wakeAt: undefined };
    }
    case "Failed":
      return decideFailed(facts, isRevealed);
    case "Opening":
      return { acts: [], wakeAt: Number(round.deadlines.opening) };
    case "ScoreCommit":
    case "ScoreReveal":
      return { acts: [], wakeAt: Number(round.deadlines.scoreReveal) };
    default:
      // Settling ends by an event, not by a time.
      return NOTHING;
  }
}

/** Bonds and forfeited pots go back by calls that anyone may make, and that the one whom they serve makes. */
function decideFailed({ round, me, now }: ContributorFacts, isRevealed: boolean): ContributorDecision {
  const failure = failureAt(round, now);
  const isForfeited = failure === "SponsorSilent" || failure === "SlicesVoid";
  const acts: ContributorAct[] = [];
  if (isForfeited && isRevealed) {
    if (!round.isClosed) acts.push({ do: "close" });
    else if (!round.compensated.has(me)) acts.push({ do: "claim-forfeited" });
  }
  const isOwed = failure === "NoCommittee" && !isRevealed && round.bond > 0n && !round.compensated.has(me);
  if (isOwed) acts.push({ do: "reclaim-bond" });
  return { acts, wakeAt: undefined };
}
