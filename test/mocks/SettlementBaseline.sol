// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

/// @notice Settles a round as one writes it first: arrays, a sort per contributor, a Merkle tree of OpenZeppelin's hashes.
/// @dev Checks nothing and stores nothing, which flatters it.
contract SettlementBaseline {
    event Settled(bytes32 root, uint256 totalScore);

    function settle(
        address[] calldata contributors,
        uint256[][] calldata scores,
        uint256[] calldata stakes,
        uint256 totalStake
    ) external {
        bytes32[] memory leaves = new bytes32[](contributors.length);
        uint256 totalScore;
        for (uint256 i = 0; i < contributors.length; ++i) {
            uint256 score = _medianOf(i, scores, stakes, totalStake);
            totalScore += score;
            leaves[i] = keccak256(bytes.concat(keccak256(abi.encode(i, contributors[i], score))));
        }

        emit Settled(_rootOf(leaves), totalScore);
    }

    /// @dev The largest score that half of the stake reached.
    function _medianOf(
        uint256 contributor,
        uint256[][] calldata scores,
        uint256[] calldata stakes,
        uint256 totalStake
    ) private pure returns (uint256 median) {
        uint256[] memory sortedScores = new uint256[](scores.length);
        uint256[] memory sortedStakes = new uint256[](scores.length);
        for (uint256 k = 0; k < scores.length; ++k) {
            uint256 score = scores[k][contributor];
            uint256 place = k;
            while (place > 0 && sortedScores[place - 1] < score) {
                sortedScores[place] = sortedScores[place - 1];
                sortedStakes[place] = sortedStakes[place - 1];
                --place;
            }
            sortedScores[place] = score;
            sortedStakes[place] = stakes[k];
        }

        uint256 reached;
        for (uint256 k = 0; k < scores.length; ++k) {
            reached += sortedStakes[k];
            if (2 * reached >= totalStake) return sortedScores[k];
        }
    }

    function _rootOf(bytes32[] memory nodes) private pure returns (bytes32 root) {
        uint256 count = nodes.length;
        while (count > 1) {
            for (uint256 i = 0; i < count / 2; ++i) {
                nodes[i] = Hashes.commutativeKeccak256(nodes[2 * i], nodes[2 * i + 1]);
            }
            if (count % 2 == 1) nodes[count / 2] = nodes[count - 1];
            count = (count + 1) / 2;
        }
        return nodes[0];
    }
}
