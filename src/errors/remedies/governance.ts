import { proposalStates } from "../../governance/proposalStates.ts";
import { words } from "../words.ts";
import type { Remedies } from "./Remedies.ts";

const IN_RANGE = "Propose a value inside the range.";
const SETUP = "This happens only when the contracts are deployed wrongly. Check the addresses.";

/** What can be done about a proposal in each state, in the governor's order. */
const forState: Readonly<Record<(typeof proposalStates)[number], string>> = {
  Pending: "Its vote has not started. Its timeline says when it does.",
  Active: "It is being voted on. Wait until its vote ends; its timeline says when.",
  Canceled: "It was canceled for good. Propose it anew with another description.",
  Defeated: "It was not adopted. Propose it anew with another description.",
  Succeeded: "It was adopted. Queue it; it can be executed when the timelock's delay has passed.",
  Queued: "It is queued. Execute it when the timelock's delay has passed; its timeline says when.",
  Expired: "It was not executed in time. Propose it anew with another description.",
  Executed: "It was executed. There is nothing left to do.",
};

/** Errors of the governor, the timelock and voting power. */
export const governance = {
  GovernorUnexpectedProposalState: ({ proposalId, current, expectedStates }) => {
    const expected = words.proposalStates(expectedStates);
    const state = words.proposalState(current);
    return expected === ""
      ? [
          `The same calls with the same description were proposed before, as proposal ${proposalId}, which is ${state}`,
          "Vote on that one, or change the description.",
        ]
      : [
          `Proposal ${proposalId} is ${state}; this needs it to be ${expected}`,
          forState[proposalStates[Number(current)] ?? "Pending"],
        ];
  },
  GovernorNonexistentProposal: ({ proposalId }) => [
    `There is no proposal ${proposalId}`,
    "Check the number and the network. A number computed from calls is right only with the very description, proposer's mark included.",
  ],
  GovernorInsufficientProposerVotes: ({ proposer, votes, threshold }) => [
    `${proposer} has ${votes} votes, in smallest units of the token; a proposal takes ${threshold}`,
    "Tokens vote only after they are delegated, to oneself too, and count from the second after. Delegate, stake, or ask a member with more votes.",
  ],
  GovernorAlreadyCastVote: ({ voter }) => [`${voter} voted on this proposal before`, "A vote cannot be changed."],
  GovernorAlreadyQueuedProposal: ({ proposalId }) => [
    `Proposal ${proposalId} is queued already`,
    "Execute it when the timelock's delay has passed.",
  ],
  GovernorUnableToCancel: ({ proposalId, account }) => [
    `${account} cannot cancel proposal ${proposalId}`,
    "Only its proposer can, until its vote starts. After that members vote against it.",
  ],
  GovernorRestrictedProposer: ({ proposer }) => [
    `The description belongs to another proposer than ${proposer}`,
    "End the description with the mark of the account that proposes.",
  ],
  GovernorInvalidProposalLength: ({ targets, calldatas, values }) => [
    `A proposal needs at least one call, and as many targets (${targets}) as calldatas (${calldatas}) and values (${values})`,
    "Give each call its target, its calldata and its value.",
  ],
  GovernorInvalidVoteType: () => ["That is no vote", "Vote against (0), for (1) or abstain (2)."],
  GovernorInvalidVoteParams: () => ["This governor takes no parameters with a vote", "Vote without them."],
  GovernorInvalidSignature: ({ voter }) => [
    `The signature is not that of ${voter}`,
    "Sign the vote again, for this network, with the voter's account and its next nonce.",
  ],
  GovernorOnlyExecutor: ({ account }) => [
    `Only the timelock may do this, and ${account} is not it`,
    "Propose it to the members.",
  ],
  GovernorDisabledDeposit: () => [
    "The governor keeps no money and no tokens",
    "Send them to the timelock if members shall decide about them.",
  ],
  GovernorProposalQueueingNotRequired: ({ proposalId }) => [
    `Proposal ${proposalId} needs no queueing`,
    "Execute it directly.",
  ],
  GovernorProposalQueueingFailed: ({ proposalId }) => [`Proposal ${proposalId} could not be queued`, SETUP],
  GovernorInvalidVotingPeriod: ({ votingPeriod }) => [`${words.duration(votingPeriod)} is no voting period`, IN_RANGE],
  GovernorInvalidQuorumFraction: ({ quorumNumerator, quorumDenominator }) => [
    `A quorum of ${quorumNumerator} of ${quorumDenominator} is more than the whole`,
    IN_RANGE,
  ],
  GovernorPreventLateQuorumVoteExtensionTooLarge: ({ newVoteExtension, maxVoteExtension }) => [
    `An extension of ${words.duration(newVoteExtension)} is above the limit of ${words.duration(maxVoteExtension)}`,
    IN_RANGE,
  ],
  ModelGovernorDescriptionUnbound: ({ proposer, expectedSuffix }) => [
    `The description is not bound to its proposer ${proposer}`,
    `End it with ${expectedSuffix}, so that nobody can propose it first and cancel it.`,
  ],
  ModelGovernorTargetCodeChanged: ({ proposalId, expectedCodeDigest, actualCodeDigest }) => [
    `A contract that proposal ${proposalId} calls is not the one that was voted on: its code digest is ${actualCodeDigest}, not ${expectedCodeDigest}`,
    "It cannot be executed. Look at what changed, and propose anew.",
  ],
  ModelGovernorVotingDelayOutOfRange: ({ votingDelay, minimum, maximum }) => [
    `A voting delay of ${words.duration(votingDelay)} is outside ${words.duration(minimum)} to ${words.duration(maximum)}`,
    IN_RANGE,
  ],
  ModelGovernorVotingPeriodOutOfRange: ({ votingPeriod, minimum, maximum }) => [
    `A voting period of ${words.duration(votingPeriod)} is outside ${words.duration(minimum)} to ${words.duration(maximum)}`,
    IN_RANGE,
  ],
  ModelGovernorProposalThresholdTooHigh: ({ proposalThreshold, maximum }) => [
    `A proposal threshold of ${words.amount(proposalThreshold)} is above the limit of ${maximum}`,
    IN_RANGE,
  ],
  ModelGovernorQuorumOutOfRange: ({ quorumNumerator, minimum, maximum }) => [
    `A quorum of ${quorumNumerator} % is outside ${minimum} % to ${maximum} %`,
    IN_RANGE,
  ],
  ModelGovernorLateQuorumExtensionTooShort: ({ lateQuorumExtension, minimum }) => [
    `An extension of ${words.duration(lateQuorumExtension)} is below the least of ${words.duration(minimum)}`,
    IN_RANGE,
  ],
  TimelockUnexpectedOperationState: ({ operationId, expectedStates }) => [
    `The operation ${operationId} of the timelock is not ${words.operationStates(expectedStates)}`,
    "Most often its delay has not passed: the proposal's timeline says when it can be executed.",
  ],
  TimelockInsufficientDelay: ({ delay, minDelay }) => [
    `A delay of ${words.duration(delay)} is below the timelock's least of ${words.duration(minDelay)}`,
    "Schedule it with at least that delay.",
  ],
  TimelockInvalidOperationLength: ({ targets, payloads, values }) => [
    `An operation needs as many targets (${targets}) as calldatas (${payloads}) and values (${values})`,
    "Give each call its target, its calldata and its value.",
  ],
  TimelockUnauthorizedCaller: ({ caller }) => [
    `Only the timelock itself may do this, and ${caller} is not it`,
    "Propose it to the members.",
  ],
  TimelockUnexecutedPredecessor: ({ predecessorId }) => [
    `The operation ${predecessorId} has to be executed first`,
    "Execute that one, then this one.",
  ],
  VotingPowerDelegateAtSource: ({ token, staking }) => [
    "Voting power is not delegated here",
    `Delegate held tokens at the token ${token}, and stake at the staking contract ${staking}.`,
  ],
  VotingPowerTokenMismatch: ({ token, stakedToken }) => [
    `The staking contract bonds ${stakedToken}, not the token ${token}`,
    SETUP,
  ],
  VotingPowerStakedTokensDelegated: ({ delegatee }) => [
    `The tokens of the staking contract are delegated to ${delegatee}, so staked tokens would vote twice`,
    SETUP,
  ],
} satisfies Remedies;
