// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IScoreBoard} from "../scoring/IScoreBoard.sol";
import {ISealedUpdates} from "./ISealedUpdates.sol";
import {ITrainingRounds} from "./ITrainingRounds.sol";

/// @notice See {ISealedUpdates}.
contract SealedUpdates is ISealedUpdates {
    ITrainingRounds public immutable ROUNDS;
    IScoreBoard public immutable BOARD;

    mapping(address oracle => bytes32 key) private _keys;
    mapping(uint256 roundId => mapping(address contributor => bytes32 sealedDigest)) private _sealedDigests;

    constructor(ITrainingRounds rounds, IScoreBoard board) {
        ROUNDS = rounds;
        BOARD = board;
    }

    /// @inheritdoc ISealedUpdates
    function publishKey(bytes32 key) external {
        require(key != 0, SealedUpdatesZeroKey());

        _keys[msg.sender] = key;
        emit KeyPublished(msg.sender, key);
    }

    /// @inheritdoc ISealedUpdates
    function announce(uint256 roundId, bytes32 sealedDigest) external {
        _requirePhase(roundId, ITrainingRounds.Phase.Reveal);
        _requireRevealed(roundId, msg.sender);
        require(sealedDigest != 0, SealedUpdatesZeroDigest());
        bytes32 announced = _sealedDigests[roundId][msg.sender];
        require(announced == 0, SealedUpdatesAlreadyAnnounced(roundId, msg.sender, announced));

        _sealedDigests[roundId][msg.sender] = sealedDigest;
        emit UpdateSealed(roundId, msg.sender, sealedDigest);
    }

    /// @inheritdoc ISealedUpdates
    function forward(uint256 roundId, address contributor, bytes32 sealedDigest) external {
        _requirePhase(roundId, ITrainingRounds.Phase.Opening);
        _requireRevealed(roundId, contributor);
        _requireMember(roundId, msg.sender);
        require(sealedDigest != 0, SealedUpdatesZeroDigest());

        emit UpdateForwarded(roundId, contributor, msg.sender, sealedDigest);
    }

    /// @inheritdoc ISealedUpdates
    function recordOpening(uint256 roundId, bytes32 recordDigest) external {
        _requireMember(roundId, msg.sender);
        require(recordDigest != 0, SealedUpdatesZeroDigest());

        emit OpeningRecorded(roundId, msg.sender, recordDigest);
    }

    /// @inheritdoc ISealedUpdates
    function keyOf(address oracle) external view returns (bytes32 key) {
        return _keys[oracle];
    }

    /// @inheritdoc ISealedUpdates
    function sealedDigestOf(uint256 roundId, address contributor) external view returns (bytes32 sealedDigest) {
        return _sealedDigests[roundId][contributor];
    }

    function _requirePhase(uint256 roundId, ITrainingRounds.Phase expected) private view {
        ITrainingRounds.Phase actual = ROUNDS.phaseOf(roundId);
        require(actual == expected, SealedUpdatesWrongPhase(roundId, actual, expected));
    }

    function _requireRevealed(uint256 roundId, address contributor) private view {
        require(ROUNDS.updateOf(roundId, contributor).isRevealed, SealedUpdatesNotRevealed(roundId, contributor));
    }

    function _requireMember(uint256 roundId, address account) private view {
        IScoreBoard.Member[] memory members = BOARD.membersOf(roundId);
        for (uint256 seat = 0; seat < members.length; ++seat) if (members[seat].oracle == account) return;
        revert SealedUpdatesNotMember(roundId, account);
    }
}
