// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ITrainingRounds} from "./ITrainingRounds.sol";

/// @title Phases of a round
/// @notice Where a round stands, from time and counts alone.
library RoundPhases {
    /// @notice Shortest phase.
    uint256 internal constant MIN_SECONDS = 1 minutes;
    /// @notice Longest Commit: training takes time.
    uint256 internal constant MAX_COMMIT_SECONDS = 30 days;
    /// @notice Longest of the other phases. Four of them and the day in which the committee is snapshotted are shorter than the
    /// staking exit queue, so that a member cannot take its stake out before it can be slashed.
    uint256 internal constant MAX_PHASE_SECONDS = 3 days;

    /// @notice The phase now; `None` for a round that was never opened.
    function phaseOf(ITrainingRounds.Round storage round) internal view returns (ITrainingRounds.Phase phase) {
        if (round.startedAt == 0) return ITrainingRounds.Phase.None;
        if (round.isSettled) return ITrainingRounds.Phase.Settled;
        if (failureOf(round) != ITrainingRounds.Failure.None) return ITrainingRounds.Phase.Failed;
        uint256[5] memory endsAt = deadlinesOf(round);
        uint256 passed = 0;
        while (passed < 5 && block.timestamp >= endsAt[passed]) ++passed;
        return ITrainingRounds.Phase(passed + 1);
    }

    /// @notice Why the round has failed by now, or `None`. Once it has, it stays so: every count it depends on is final by then.
    function failureOf(ITrainingRounds.Round storage round) internal view returns (ITrainingRounds.Failure failure) {
        if (round.startedAt == 0 || round.isSettled) return ITrainingRounds.Failure.None;
        uint256[5] memory endsAt = deadlinesOf(round);
        if (round.isTooFewSeats) return ITrainingRounds.Failure.NoCommittee;
        if (block.timestamp >= endsAt[0] && !round.hasCommittee) return ITrainingRounds.Failure.NoCommittee;
        if (block.timestamp >= endsAt[1] && round.reveals == 0) return ITrainingRounds.Failure.NoUpdates;
        if (block.timestamp >= endsAt[2] && !round.isOpened) return ITrainingRounds.Failure.SponsorSilent;
        if (block.timestamp >= endsAt[4]) {
            if (round.isVoid) return ITrainingRounds.Failure.SlicesVoid;
            if (!round.hasQuorum) return ITrainingRounds.Failure.NoQuorum;
        }
        return ITrainingRounds.Failure.None;
    }

    /// @notice Ends of the five timed phases.
    function deadlinesOf(ITrainingRounds.Round storage round) internal view returns (uint256[5] memory endsAt) {
        ITrainingRounds.PhaseSeconds memory phases = round.phases;
        endsAt[0] = round.startedAt + uint256(phases.commit);
        endsAt[1] = endsAt[0] + phases.reveal;
        endsAt[2] = endsAt[1] + phases.opening;
        endsAt[3] = endsAt[2] + phases.scoreCommit;
        endsAt[4] = endsAt[3] + phases.scoreReveal;
    }

    /// @notice Reverts unless every phase has a permitted length.
    function validate(ITrainingRounds.PhaseSeconds calldata phases) internal pure {
        _validate(phases.commit, MAX_COMMIT_SECONDS);
        _validate(phases.reveal, MAX_PHASE_SECONDS);
        _validate(phases.opening, MAX_PHASE_SECONDS);
        _validate(phases.scoreCommit, MAX_PHASE_SECONDS);
        _validate(phases.scoreReveal, MAX_PHASE_SECONDS);
    }

    function _validate(uint256 phaseSeconds, uint256 maxSeconds) private pure {
        require(
            phaseSeconds >= MIN_SECONDS && phaseSeconds <= maxSeconds,
            ITrainingRounds.TrainingRoundsPhaseLengthOutOfRange(phaseSeconds, MIN_SECONDS, maxSeconds)
        );
    }
}
