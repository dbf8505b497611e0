import { words } from "../words.ts";
import { inAnotherPhase } from "./inAnotherPhase.ts";
import type { Remedies } from "./Remedies.ts";

const AS_REVEALED = "Read again what was revealed in this round, and settle with exactly that.";

/** Errors of the score board. */
export const scoring = {
  ScoreBoardWrongPhase: inAnotherPhase,
  ScoreBoardSnapshotTooEarly: ({ roundId, opensAt }) => [
    `The committee of round ${roundId} can be snapshotted from ${words.time(opensAt)} on`,
    "Call again after that time, before Commit ends.",
  ],
  ScoreBoardAlreadySeated: ({ roundId }) => [
    `The committee of round ${roundId} was snapshotted before`,
    "There is nothing left to do.",
  ],
  ScoreBoardMemberContributed: ({ roundId, oracle }) => [
    `${oracle} contributed to round ${roundId} after the snapshot, and so may not score it`,
    "Use different accounts for contributing and for scoring.",
  ],
  ScoreBoardNotMember: ({ roundId, seat, account }) => [
    `Place ${seat} of the committee of round ${roundId} is not that of ${account}`,
    "Use the place and the account of a member; a seat counts for the rounds whose committee was snapshotted while it was held.",
  ],
  ScoreBoardUnknownSeat: ({ roundId, seat, size }) => [
    `The committee of round ${roundId} has ${size} members, and no place ${seat}`,
    "Places are counted from 0.",
  ],
  ScoreBoardZeroCommitment: () => [
    "A zero commitment commits to nothing",
    "Commit to the hash of the scores and a salt.",
  ],
  ScoreBoardNotCommitted: ({ roundId, seat }) => [
    `The member at place ${seat} did not commit to scores in round ${roundId}`,
    "Only what was committed to in ScoreCommit can be revealed. Commit in time in the next round.",
  ],
  ScoreBoardAlreadyRevealed: ({ roundId, seat }) => [
    `The member at place ${seat} revealed in round ${roundId} before`,
    "There is nothing left to do until the round is settled.",
  ],
  ScoreBoardCommitmentMismatch: ({ actual, expected }) => [
    `What was given hashes to ${actual}; committed to, or revealed, was ${expected}`,
    "Use exactly the scores, the aggregate digest and the salt of the last commitment; to settle, exactly what was revealed.",
  ],
  ScoreBoardBadLength: ({ roundId, first, length, count }) => [
    `${length} scores from position ${first} do not fit round ${roundId} with its ${count} contributors`,
    "Give whole chunks of 1024, or all up to the last contributor.",
  ],
  ScoreBoardChunkMismatch: ({ chunk, actual, expected }) => [
    `Chunk ${chunk} hashes to ${actual}; its hash was given as ${expected}`,
    "Compute the hashes of the chunks from the same scores that are sent.",
  ],
  ScoreBoardScoresAboveWhole: ({ sum, limit }) => [
    `The scores sum to ${sum} parts per billion, above the whole pot of ${limit}`,
    "Such a vector cannot be revealed any more, and its oracle counts as silent. Round scores down so that they sum to at most the whole.",
  ],
  ScoreBoardContributorsMismatch: ({ actual, expected }) => [
    `The contributors hash to ${actual}; those of the round to ${expected}`,
    "Give them in the order in which they revealed.",
  ],
  ScoreBoardVectorsMissing: ({ given, expected }) => [
    `${given} score vectors were given and ${expected} were revealed, none of them by more than half of the stake`,
    AS_REVEALED,
  ],
  ScoreBoardNoMajority: ({ stake, totalStake }) => [
    `The given vector was revealed by ${words.amount(stake)} of stake, which is no majority of ${totalStake}`,
    "Give the vectors of all members who revealed one.",
  ],
  ScoreBoardPathChanged: ({ roundId }) => [
    `The settlement of round ${roundId} began in another way: with one common vector, or with all of them`,
    AS_REVEALED,
  ],
  ScoreBoardNothingToAssess: ({ roundId, seat }) => [
    `There is nothing to assess about the member at place ${seat} in round ${roundId}`,
    "It agreed, revealed no scores, or was assessed before.",
  ],
  ScoreBoardNotAssessed: ({ roundId, seat }) => [
    `How far the member at place ${seat} was from the consensus of round ${roundId} is not computed yet`,
    "Settle the round to its end, the assessment of dissenters included; then claim.",
  ],
  ScoreBoardNothingToPay: ({ roundId, seat }) => [
    `No fee is due to the member at place ${seat} in round ${roundId}`,
    "It revealed nothing that is paid for, or was paid before.",
  ],
  ScoreBoardNotSilent: ({ roundId, seat }) => [
    `The member at place ${seat} cannot be slashed in round ${roundId}`,
    "It did not commit, did reveal, was slashed before, or still has time to reveal.",
  ],
} satisfies Remedies;
