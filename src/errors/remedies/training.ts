import { words } from "../words.ts";
import { inAnotherPhase } from "./inAnotherPhase.ts";
import type { Remedies } from "./Remedies.ts";

/** Errors of training rounds and of sealed updates. */
export const training = {
  TrainingRoundsUnknownRound: ({ roundId }) => [
    `There is no round ${roundId}`,
    "Check the number; rounds are counted from 1 on each network.",
  ],
  TrainingRoundsWrongPhase: inAnotherPhase,
  TrainingRoundsPhaseLengthOutOfRange: ({ phaseSeconds, minSeconds, maxSeconds }) => [
    `A phase of ${words.duration(phaseSeconds)} is outside ${words.duration(minSeconds)} to ${words.duration(maxSeconds)}`,
    "Choose a length inside the range.",
  ],
  TrainingRoundsContributorLimitOutOfRange: ({ maxContributors, limit }) => [
    `A round for ${maxContributors} contributors is outside 1 to ${limit}`,
    "Choose a number inside the range.",
  ],
  TrainingRoundsUnknownVersion: ({ modelId, version, versionCount }) => [
    `Model ${modelId} has no version ${version}; its newest is ${versionCount}`,
    "Open the round on a version from 1 to the newest, usually the live one.",
  ],
  TrainingRoundsFull: ({ roundId, maxContributors }) => [
    `All ${maxContributors} places of round ${roundId} are taken`,
    "Commit earlier in the next round.",
  ],
  TrainingRoundsZeroDigest: () => [
    "A zero commitment or digest names nothing",
    "Give the SHA-256 of the file, or the commitment made from it: 32 bytes, not all zero.",
  ],
  TrainingRoundsAlreadyCommitted: ({ roundId, contributor }) => [
    `${contributor} committed to round ${roundId} before`,
    "A commitment cannot be replaced. Reveal the update it was made from.",
  ],
  TrainingRoundsNotDatasetOwner: ({ datasetId, account, owner }) => [
    `${account} may not train on dataset ${datasetId}: it belongs to ${owner}, and no license was named`,
    "Buy a license that permits TRAIN, and name it in the commitment.",
  ],
  TrainingRoundsConsentWithdrawn: ({ datasetId, withdrawnAt }) => [
    `Consent to use dataset ${datasetId} was withdrawn on ${words.time(withdrawnAt)}`,
    "Consent is never given again. Train on another dataset.",
  ],
  TrainingRoundsLicenseOfOtherAsset: ({ licenseId, datasetId }) => [
    `License ${licenseId} is for another asset than dataset ${datasetId}`,
    "Name the license and the dataset that belong together.",
  ],
  TrainingRoundsBondShort: ({ received, bond }) => [
    `Of the bond of ${words.amount(bond)} only ${received} arrived`,
    "The round's token keeps a part of what it moves, so a bond could not be returned in full. Choose a round with another token.",
  ],
  TrainingRoundsNotCommitted: ({ roundId, contributor }) => [
    `${contributor} has no open commitment in round ${roundId}`,
    "Only who committed can reveal, and from the same account.",
  ],
  TrainingRoundsAlreadyRevealed: ({ roundId, contributor }) => [
    `${contributor} revealed in round ${roundId} before`,
    "There is nothing left to do until the round is settled.",
  ],
  TrainingRoundsCommitmentMismatch: ({ actual, expected }) => [
    `What was opened hashes to ${actual}; the commitment is ${expected}`,
    "Use exactly the digests and the salt that the commitment was made from, and the account that made it.",
  ],
  TrainingRoundsNotSponsor: ({ roundId, account, sponsor }) => [
    `Only the sponsor ${sponsor} opens the slices of round ${roundId}, not ${account}`,
    "Do this from the sponsor's account.",
  ],
  TrainingRoundsAlreadyOpened: ({ roundId }) => [
    `The slices of round ${roundId} were opened before`,
    "There is nothing left to do.",
  ],
  TrainingRoundsAlreadyClosed: ({ roundId }) => [
    `Round ${roundId} was closed before`,
    "Its money can be taken back already.",
  ],
  TrainingRoundsNotForfeited: ({ roundId, failure }) => [
    `The pot of round ${roundId} was not forfeited: the round ${words.failure(failure)}`,
    "Contributors take parts of a pot only when its sponsor stayed silent or its slices were void, and the round was closed.",
  ],
  TrainingRoundsNoBondToReturn: ({ roundId, contributor }) => [
    `${contributor} has no bond to take back from round ${roundId}`,
    "It did not commit, took the bond before, or the round had a committee: then the reveal returned the bond.",
  ],
  TrainingRoundsNothingForfeited: ({ roundId, contributor }) => [
    `${contributor} has no part of the forfeited pot of round ${roundId}`,
    "It did not reveal an update, or took its part before.",
  ],
  SealedUpdatesZeroKey: () => ["A zero key opens nothing", "Publish a key that age-keygen made."],
  SealedUpdatesZeroDigest: () => [
    "A zero digest names nothing",
    "Give the SHA-256 of the sealed file: 32 bytes, not all zero.",
  ],
  SealedUpdatesWrongPhase: inAnotherPhase,
  SealedUpdatesNotRevealed: ({ roundId, contributor }) => [
    `${contributor} revealed no update in round ${roundId}`,
    "Reveal the update first; only then it can be sealed.",
  ],
  SealedUpdatesNotMember: ({ roundId, account }) => [
    `${account} is not on the committee of round ${roundId}`,
    "Only members of the committee forward and record what they opened.",
  ],
  SealedUpdatesAlreadyAnnounced: ({ roundId, contributor, sealedDigest }) => [
    `${contributor} announced the sealed copy ${sealedDigest} in round ${roundId} before`,
    "An announcement cannot be replaced. Store that very file again if it is missing.",
  ],
} satisfies Remedies;
