// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {WeightedMedian} from "../common/WeightedMedian.sol";
import {IScoreBoard} from "./IScoreBoard.sol";
import {ScoreVectors} from "./ScoreVectors.sol";

/// @title Consensus of a committee
/// @notice What a committee's revealed vectors settle on. One vector that more than half of the stake revealed *is* the
/// weighted median and travels alone; otherwise the median of all revealed vectors is computed, column by column.
library Consensus {
    /// @notice The consensus of `columns`, positions `first` on, and the aggregate that a stake majority revealed.
    /// @dev Members' disagreements with the consensus are added up here, except those of dissenters from a common vector,
    /// who bring their own vector later.
    /// @param count Contributors of the whole round.
    function compute(
        IScoreBoard.Committee storage committee,
        IScoreBoard.Member[] storage members,
        IScoreBoard.Columns calldata columns,
        uint256 roundId,
        uint256 first,
        uint256 count
    ) internal returns (bytes memory consensus, bytes32 aggregateDigest) {
        uint256 length = columns.contributors.length / 20;
        bytes32[] memory hashes = ScoreVectors.sealedHashesOf(columns, roundId, first, count, 4 * length);
        (uint256[] memory seats, uint256[] memory stakes) = _vectorsOf(members);
        if (hashes.length == 1) {
            uint256 agreeing = _stakeBehind(members, seats, hashes[0]);
            if (2 * agreeing > committee.totalStake) {
                _settleCommon(committee, members, seats, hashes[0], roundId, first);
                return (columns.vectors[0], columns.aggregateDigests[0]);
            }
            require(seats.length == 1, IScoreBoard.ScoreBoardNoMajority(agreeing, committee.totalStake));
        }

        require(hashes.length == seats.length, IScoreBoard.ScoreBoardVectorsMissing(hashes.length, seats.length));
        require(committee.commonHash == 0, IScoreBoard.ScoreBoardPathChanged(roundId));
        for (uint256 k = 0; k < seats.length; ++k) requireSealed(hashes[k], members[seats[k]].sealedHash);
        uint256[] memory disagreements;
        (consensus, disagreements) = WeightedMedian.consensusVector(columns.vectors, stakes, committee.totalStake);
        bool isLast = first + length == count;
        for (uint256 k = 0; k < seats.length; ++k) {
            IScoreBoard.Member storage member = members[seats[k]];
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
        uint256[] memory seats,
        bytes32 commonHash,
        uint256 roundId,
        uint256 first
    ) private {
        if (first != 0) {
            require(committee.commonHash == commonHash, IScoreBoard.ScoreBoardPathChanged(roundId));
            return;
        }

        committee.commonHash = commonHash;
        for (uint256 k = 0; k < seats.length; ++k) {
            if (members[seats[k]].sealedHash == commonHash) members[seats[k]].isAssessed = true;
        }
    }

    /// @dev Members that revealed a vector, and their stakes.
    function _vectorsOf(
        IScoreBoard.Member[] storage members
    ) private view returns (uint256[] memory seats, uint256[] memory stakes) {
        uint256 size = members.length;
        seats = new uint256[](size);
        stakes = new uint256[](size);
        uint256 found = 0;
        for (uint256 seat = 0; seat < size; ++seat) {
            IScoreBoard.Member storage member = members[seat];
            if (!member.isRevealed || member.isVoid) continue;
            seats[found] = seat;
            stakes[found++] = member.stake;
        }
        // Bounds: `found ≤ size`; both arrays only shrink.
        assembly ("memory-safe") {
            mstore(seats, found)
            mstore(stakes, found)
        }
    }

    function _stakeBehind(
        IScoreBoard.Member[] storage members,
        uint256[] memory seats,
        bytes32 sealedHash
    ) private view returns (uint256 stake) {
        for (uint256 k = 0; k < seats.length; ++k) {
            if (members[seats[k]].sealedHash == sealedHash) stake += members[seats[k]].stake;
        }
    }
}
