import type { TrainingRounds } from "../../../typechain-types/index.ts";
import type { Handlers } from "../Handlers.ts";

/** By the number of the failure. */
const FAILURES = [null, "noUpdates", "noCommittee", "sponsorSilent", "slicesVoid", "noQuorum"];

/** Rounds, and what was submitted to them. */
export const trainingRoundsHandlers: Handlers<TrainingRounds> = {
  async RoundOpened(writer, { roundId, modelId, sponsor, task }, { timestamp, blockNumber, transactionHash }) {
    const { taskDigest, slicesCommitment, token, pot, oracleFee, bond, phases } = task;
    await writer.put("round", {
      id: roundId,
      modelId,
      sponsor,
      baseVersion: Number(task.baseVersion),
      taskDigest,
      slicesCommitment,
      token,
      pot,
      oracleFee,
      bond,
      maxContributors: Number(task.maxContributors),
      commitSeconds: Number(phases.commit),
      revealSeconds: Number(phases.reveal),
      openingSeconds: Number(phases.opening),
      scoreCommitSeconds: Number(phases.scoreCommit),
      scoreRevealSeconds: Number(phases.scoreReveal),
      openedAt: timestamp,
      commits: 0,
      reveals: 0,
      committeeSize: null,
      committeeStake: null,
      isSeated: null,
      seatedAt: null,
      rootSliceDigest: null,
      validationSliceDigest: null,
      slicesOpenedAt: null,
      quorumAt: null,
      voidedAt: null,
      settledCount: 0,
      scoreRoot: null,
      totalScore: null,
      aggregateDigest: null,
      settledAt: null,
      candidateVersion: null,
      closedAt: null,
      failure: null,
      bondsForfeited: null,
      contestedAt: null,
      reasonDigest: null,
      block: BigInt(blockNumber),
      transactionHash,
    });
  },
  async UpdateCommitted(writer, args, { timestamp, blockNumber }) {
    const { roundId, contributor, commitment, datasetId, licenseId } = args;
    await writer.update("round", { id: roundId }, ({ commits }) => ({ commits: commits + 1 }));
    await writer.put("roundUpdate", {
      roundId,
      contributor,
      position: null,
      commitment,
      datasetId,
      licenseId: licenseId === 0n ? null : licenseId,
      updateDigest: null,
      sealedDigest: null,
      revenueShareBps: 0,
      committedAt: timestamp,
      revealedAt: null,
      bondReturnedAt: null,
      forfeitPaid: null,
      block: BigInt(blockNumber),
    });
  },
  async UpdateRevealed(writer, { roundId, contributor, index, updateDigest }, { timestamp }) {
    await writer.update("round", { id: roundId }, ({ reveals }) => ({ reveals: reveals + 1 }));
    await writer.update("roundUpdate", { roundId, contributor }, () => ({
      position: Number(index),
      updateDigest,
      revealedAt: timestamp,
      bondReturnedAt: timestamp,
    }));
  },
  SlicesOpened: (writer, { roundId, rootSliceDigest, validationSliceDigest }, { timestamp }) =>
    writer.update("round", { id: roundId }, () => ({
      rootSliceDigest,
      validationSliceDigest,
      slicesOpenedAt: timestamp,
    })),
  CommitteeRecorded: (writer, { roundId, isSeated }, { timestamp }) =>
    writer.update("round", { id: roundId }, () => ({ isSeated, seatedAt: timestamp })),
  QuorumReached: (writer, { roundId }, { timestamp }) =>
    writer.update("round", { id: roundId }, () => ({ quorumAt: timestamp })),
  SlicesVoided: (writer, { roundId }, { timestamp }) =>
    writer.update("round", { id: roundId }, () => ({ voidedAt: timestamp })),
  RoundSettled: (writer, { roundId, bondsForfeited }, { timestamp }) =>
    writer.update("round", { id: roundId }, () => ({ settledAt: timestamp, bondsForfeited })),
  RoundClosed: (writer, { roundId, failure, bondsForfeited }, { timestamp }) =>
    writer.update("round", { id: roundId }, () => ({
      closedAt: timestamp,
      failure: FAILURES[Number(failure)] ?? null,
      bondsForfeited,
    })),
  BondReturned: (writer, { roundId, contributor }, { timestamp }) =>
    writer.update("roundUpdate", { roundId, contributor }, () => ({ bondReturnedAt: timestamp })),
  ForfeitedPotClaimed: (writer, { roundId, contributor, amount }) =>
    writer.update("roundUpdate", { roundId, contributor }, () => ({ forfeitPaid: amount })),
  ProvenanceContested: (writer, { roundId, reasonDigest }, { timestamp }) =>
    writer.update("round", { id: roundId }, () => ({ contestedAt: timestamp, reasonDigest })),
};
