// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITrainingRounds} from "../../contracts/training/ITrainingRounds.sol";

/// @notice What the score board asks of the training rounds, with phases and contributors that a test sets at will: a
/// round of thousands of contributors in one call.
contract RoundsMock {
    mapping(uint256 roundId => ITrainingRounds.Round round) private _rounds;
    mapping(uint256 roundId => ITrainingRounds.Phase phase) private _phases;
    mapping(uint256 roundId => mapping(uint256 chunk => bytes32 chain)) private _chains;
    mapping(uint256 roundId => mapping(address contributor => uint40 committedAt)) private _committedAt;

    /// @param contributors Packed addresses, 20 bytes each, in order of reveal.
    function open(uint256 roundId, uint64 modelId, bytes calldata contributors) external {
        ITrainingRounds.Round storage round = _rounds[roundId];
        round.modelId = modelId;
        round.baseVersion = 1;
        round.startedAt = uint40(block.timestamp);
        round.reveals = uint24(contributors.length / 20);
        _phases[roundId] = ITrainingRounds.Phase.Commit;
        bytes32 chain = 0;
        for (uint256 i = 0; i < contributors.length / 20; ++i) {
            if (i % 1024 == 0) chain = 0;
            chain = keccak256(abi.encode(chain, address(bytes20(contributors[20 * i:20 * i + 20]))));
            if (i % 1024 == 1023 || i + 1 == contributors.length / 20) _chains[roundId][i / 1024] = chain;
        }
    }

    function setPhase(uint256 roundId, ITrainingRounds.Phase phase) external {
        _phases[roundId] = phase;
    }

    function setCommitted(uint256 roundId, address contributor) external {
        _committedAt[roundId][contributor] = uint40(block.timestamp);
    }

    function recordCommittee(uint256 roundId, bool isSeated) external {
        _rounds[roundId].hasCommittee = isSeated;
    }

    function recordQuorum(uint256 roundId) external {
        _rounds[roundId].hasQuorum = true;
    }

    function recordVoid(uint256 roundId) external {
        _rounds[roundId].isVoid = true;
    }

    function recordSettlement(uint256 roundId) external {
        _rounds[roundId].isSettled = true;
        _phases[roundId] = ITrainingRounds.Phase.Settled;
    }

    function phaseOf(uint256 roundId) external view returns (ITrainingRounds.Phase phase) {
        return _phases[roundId];
    }

    function roundOf(uint256 roundId) external view returns (ITrainingRounds.Round memory round) {
        return _rounds[roundId];
    }

    function progressOf(uint256 roundId) external view returns (uint64 modelId, uint32 baseVersion, uint24 reveals) {
        ITrainingRounds.Round storage round = _rounds[roundId];
        return (round.modelId, round.baseVersion, round.reveals);
    }

    function updateOf(
        uint256 roundId,
        address contributor
    ) external view returns (ITrainingRounds.Update memory update) {
        update.committedAt = _committedAt[roundId][contributor];
    }

    function contributorsHashOf(uint256 roundId, uint256 chunk) external view returns (bytes32 chain) {
        return _chains[roundId][chunk];
    }

    /// @dev Every deadline is now: a committee can be snapshotted and a silent member be slashed at any time.
    function deadlinesOf(uint256) external view returns (uint256[5] memory endsAt) {
        for (uint256 i = 0; i < 5; ++i) endsAt[i] = block.timestamp;
    }
}
