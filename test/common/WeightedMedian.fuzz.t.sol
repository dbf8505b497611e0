// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ScoringHarness} from "../mocks/ScoringHarness.sol";

/// @notice The stake-weighted median against the definition, tried for every candidate.
contract WeightedMedianFuzzTest {
    uint256 private constant _MOST_ORACLES = 16;

    ScoringHarness private _harness;

    function setUp() external {
        _harness = new ScoringHarness();
    }

    function testFuzz_SCO3_consensusIsTheDefinition(uint32[] memory scores, uint96 stake, uint96 silent) external view {
        uint256 size = scores.length < _MOST_ORACLES ? scores.length : _MOST_ORACLES;
        uint256[] memory entries = new uint256[](size);
        uint256[] memory stakes = new uint256[](size);
        // Half of the runs draw from few scores, so that many are equal.
        if (stake % 2 == 0) for (uint256 k = 0; k < size; ++k) scores[k] %= 4;
        uint256 totalStake = _fill(stakes, stake) + silent;
        for (uint256 k = 0; k < size; ++k) entries[k] = (uint256(scores[k]) << 128) | stakes[k];

        assert(_harness.consensusOf(entries, totalStake) == _reference(scores, stakes, totalStake));
    }

    function testFuzz_SCO3_exactlyHalfOfTheStakeIsReached(uint32 low, uint32 high, uint96 stake) external view {
        if (low > high) (low, high) = (high, low);
        if (stake == 0) stake = 1;
        uint256[] memory entries = new uint256[](2);
        entries[0] = (uint256(low) << 128) | stake;
        entries[1] = (uint256(high) << 128) | stake;
        assert(_harness.consensusOf(entries, 2 * uint256(stake)) == high);

        entries[0] = (uint256(low) << 128) | stake;
        entries[1] = (uint256(high) << 128) | stake;
        assert(_harness.consensusOf(entries, 2 * uint256(stake) + 1) == low);
    }

    function testFuzz_SCO2_aStakeMajorityBoundsTheConsensus(
        uint32[4] memory honest,
        uint32[3] memory hostile,
        uint80 stake
    ) external view {
        // Four honest and three hostile oracles of one stake: a hostile score never leaves the honest range.
        uint256[] memory entries = new uint256[](7);
        uint32 low = type(uint32).max;
        uint32 high = 0;
        for (uint256 k = 0; k < 4; ++k) {
            entries[k] = (uint256(honest[k]) << 128) | (uint256(stake) + 1);
            if (honest[k] < low) low = honest[k];
            if (honest[k] > high) high = honest[k];
        }
        for (uint256 k = 0; k < 3; ++k) entries[4 + k] = (uint256(hostile[k]) << 128) | (uint256(stake) + 1);
        uint256 consensus = _harness.consensusOf(entries, 7 * (uint256(stake) + 1));
        assert(consensus >= low && consensus <= high);
    }

    function testFuzz_SCO3_vectorIsEveryColumn(uint32[12] memory scores, uint96[3] memory stakes_) external view {
        uint256[] memory stakes = new uint256[](3);
        bytes[] memory vectors = new bytes[](3);
        uint256 totalStake = 0;
        for (uint256 k = 0; k < 3; ++k) {
            stakes[k] = stakes_[k];
            totalStake += stakes_[k];
            vectors[k] = abi.encodePacked(scores[4 * k], scores[4 * k + 1], scores[4 * k + 2], scores[4 * k + 3]);
        }
        (bytes memory consensus, uint256[] memory disagreements) = _harness.consensusVector(
            vectors,
            stakes,
            totalStake
        );

        assert(consensus.length == 16);
        uint256[3] memory apart;
        uint256 sum = 0;
        for (uint256 i = 0; i < 4; ++i) {
            uint32[] memory column = new uint32[](3);
            for (uint256 k = 0; k < 3; ++k) column[k] = scores[4 * k + i];
            uint256 expected = _reference(column, stakes, totalStake);
            assert(_scoreAt(consensus, i) == expected);
            sum += expected;
            for (uint256 k = 0; k < 3; ++k) {
                apart[k] += column[k] > expected ? column[k] - expected : expected - column[k];
            }
        }
        for (uint256 k = 0; k < 3; ++k) {
            assert(disagreements[k] == apart[k]);
            assert(_harness.distance(vectors[k], consensus) == apart[k]);
        }
        assert(_harness.total(consensus) == sum);
    }

    function testFuzz_totalIsTheSum(uint32[] memory scores) external view {
        bytes memory packed;
        uint256 sum = 0;
        for (uint256 i = 0; i < scores.length; ++i) {
            packed = abi.encodePacked(packed, scores[i]);
            sum += scores[i];
        }
        assert(_harness.total(packed) == sum);
    }

    /// @dev The definition: the largest revealed score, or zero, that at least half of the stake reached.
    function _reference(
        uint32[] memory scores,
        uint256[] memory stakes,
        uint256 totalStake
    ) private pure returns (uint256 best) {
        for (uint256 candidate = 0; candidate < stakes.length; ++candidate) {
            uint256 reached = 0;
            for (uint256 k = 0; k < stakes.length; ++k) if (scores[k] >= scores[candidate]) reached += stakes[k];
            if (2 * reached >= totalStake && scores[candidate] > best) best = scores[candidate];
        }
    }

    /// @dev Stakes of any size from one seed: equal, small or up to 96 bits.
    function _fill(uint256[] memory stakes, uint96 seed) private pure returns (uint256 sum) {
        for (uint256 k = 0; k < stakes.length; ++k) {
            uint256 random = uint256(keccak256(abi.encode(seed, k)));
            if (seed % 3 == 0) stakes[k] = 1 + (seed >> 4);
            else stakes[k] = seed % 3 == 1 ? 1 + (random % 5) : uint96(random);
            sum += stakes[k];
        }
    }

    function _scoreAt(bytes memory packed, uint256 index) private pure returns (uint256 score) {
        for (uint256 i = 4 * index; i < 4 * index + 4; ++i) score = (score << 8) | uint8(packed[i]);
    }
}
