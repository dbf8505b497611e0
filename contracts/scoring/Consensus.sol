// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {WeightedMedian} from "../common/WeightedMedian.sol";
import {IScoreBoard} from "./IScoreBoard.sol";
import {ScoreVectors} from "./ScoreVectors.sol";

/// @title Consensus of a committee
/// @notice What a committee's revealed vectors settle on. One vector that more than half of the stake revealed *is* the
/// weighted median and travels alone; otherwise the median of all revealed vectors is computed, column by column.
library Consensus {
    /// @dev The first `count` words of each array: members that revealed a vector, in order of membership.
    struct Revealed {
        uint256 count;
        uint256[] seats;
        uint256[] stakes;
        bytes32[] sealedHashes;
    }

    /// @notice The consensus of `columns`, positions `first` on, and the aggregate that a stake majority revealed.
    /// @dev Members' disagreements with the consensus are added up here, except those of dissenters from a common vector,
    /// who bring their own vector later.
    /// @param count Contributors of the whole round.
    /// @return consensus The packed consensus vector.
    /// @return aggregateDigest The aggregate with a stake majority, or zero.
    /// @return stakes What stands behind each revealed vector, in order of membership; then zeros.
    function compute(
        IScoreBoard.Committee storage committee,
        IScoreBoard.Member[] storage members,
        IScoreBoard.Columns calldata columns,
        uint256 roundId,
        uint256 first,
        uint256 count
    ) internal returns (bytes memory consensus, bytes32 aggregateDigest, uint256[] memory stakes) {
        uint256 length = columns.contributors.length / 20;
        bytes32[] memory hashes = ScoreVectors.sealedHashesOf(columns, roundId, first, count, 4 * length);
        Revealed memory revealed = _revealedOf(members);
        stakes = revealed.stakes;
        if (hashes.length == 1) {
            uint256 agreeing = _stakeBehind(revealed, hashes[0]);
            if (2 * agreeing > committee.totalStake) {
                _settleCommon(committee, members, revealed, hashes[0], roundId, first);
                return (columns.vectors[0], columns.aggregateDigests[0], stakes);
            }
            require(revealed.count == 1, IScoreBoard.ScoreBoardNoMajority(agreeing, committee.totalStake));
        }

        uint256 expected = revealed.count;
        require(hashes.length == expected, IScoreBoard.ScoreBoardVectorsMissing(hashes.length, expected));
        require(committee.commonSeat == 0, IScoreBoard.ScoreBoardPathChanged(roundId));
        for (uint256 k = 0; k < expected; ++k) requireSealed(hashes[k], revealed.sealedHashes[k]);
        uint256[] memory disagreements;
        (consensus, disagreements) = WeightedMedian.consensusVector(columns.vectors, stakes, committee.totalStake);
        bool isLast = first + length == count;
        for (uint256 k = 0; k < expected; ++k) {
            IScoreBoard.Member storage member = members[revealed.seats[k]];
            member.disagreement += uint32(disagreements[k]);
            member.isAssessed = isLast;
        }
        aggregateDigest = ScoreVectors.majorityOf(columns.aggregateDigests, stakes, committee.totalStake);
    }

    /// @notice Requires revealed data to hash to what was stored.
    function requireSealed(bytes32 actual, bytes32 expected) internal pure {
        require(actual == expected, IScoreBoard.ScoreBoardCommitmentMismatch(actual, expected));
    }

    function _settleCommon(
        IScoreBoard.Committee storage committee,
        IScoreBoard.Member[] storage members,
        Revealed memory revealed,
        bytes32 commonHash,
        uint256 roundId,
        uint256 first
    ) private {
        if (first != 0) {
            uint256 commonSeat = committee.commonSeat;
            require(
                commonSeat != 0 && members[commonSeat - 1].sealedHash == commonHash,
                IScoreBoard.ScoreBoardPathChanged(roundId)
            );
            return;
        }

        uint256 seat;
        for (uint256 k = 0; k < revealed.count; ++k) {
            if (revealed.sealedHashes[k] != commonHash) continue;
            seat = revealed.seats[k];
            members[seat].isAssessed = true;
        }
        committee.commonSeat = uint8(seat + 1);
    }

    function _revealedOf(IScoreBoard.Member[] storage members) private view returns (Revealed memory revealed) {
        uint256 size = members.length;
        revealed.seats = new uint256[](size);
        revealed.stakes = new uint256[](size);
        revealed.sealedHashes = new bytes32[](size);
        for (uint256 seat = 0; seat < size; ++seat) {
            IScoreBoard.Member storage member = members[seat];
            if (!member.isRevealed || member.isVoid) continue;
            uint256 k = revealed.count++;
            revealed.seats[k] = seat;
            revealed.stakes[k] = member.stake;
            revealed.sealedHashes[k] = member.sealedHash;
        }
    }

    function _stakeBehind(Revealed memory revealed, bytes32 sealedHash) private pure returns (uint256 stake) {
        for (uint256 k = 0; k < revealed.count; ++k) {
            if (revealed.sealedHashes[k] == sealedHash) stake += revealed.stakes[k];
        }
    }
}
