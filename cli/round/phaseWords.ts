import type { Phase } from "../../src/training/Phase.ts";
import type { Failure } from "../../src/training/phaseAt.ts";

/** What happens in a phase. */
export const phaseWords: Readonly<Record<Phase, string>> = {
  None: "it does not exist",
  Commit: "contributors train, and commit to their updates",
  Reveal: "contributors reveal their updates",
  Opening: "the sponsor opens the slices",
  ScoreCommit: "oracles score the updates, and commit to their scores",
  ScoreReveal: "oracles reveal their scores",
  Settling: "anyone may settle it",
  Settled: "its scores are shares now",
  Failed: "it brought nothing, and its money goes back or to those who were let down",
};

/** Why a round failed, and who gets its money. */
export const failureWords: Readonly<Record<Failure, string>> = {
  NoUpdates: "nobody revealed an update; pot and fee go back",
  NoCommittee: "it had no committee when Commit ended; pot, fee and bonds go back",
  SponsorSilent: "the sponsor did not open the slices; its pot goes to those who revealed, in equal parts",
  SlicesVoid:
    "the oracles called the slices void; the sponsor's pot goes to those who revealed, the fee to the oracles",
  NoQuorum: "too little stake revealed scores; pot and fee go back",
};
