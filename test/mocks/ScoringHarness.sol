// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PositionalMerkle} from "../../contracts/common/PositionalMerkle.sol";
import {WeightedMedian} from "../../contracts/common/WeightedMedian.sol";

/// @notice Lets a test call {WeightedMedian} and {PositionalMerkle}.
contract ScoringHarness {
    uint256 private constant SUBTREE_SIZE = 128;

    function consensusOf(uint256[] memory entries, uint256 totalStake) external pure returns (uint256 consensus) {
        return WeightedMedian.consensusOf(entries, totalStake);
    }

    function consensusVector(
        bytes[] calldata vectors,
        uint256[] memory stakes,
        uint256 totalStake
    ) external pure returns (bytes memory consensus, uint256[] memory disagreements) {
        return WeightedMedian.consensusVector(vectors, stakes, totalStake);
    }

    function distance(bytes calldata a, bytes calldata b) external pure returns (uint256 sum) {
        return WeightedMedian.distance(a, b);
    }

    function total(bytes memory vector) external pure returns (uint256 sum) {
        return WeightedMedian.total(vector);
    }

    function leafOf(
        bytes32 domain,
        uint256 index,
        address contributor,
        uint32 score
    ) external pure returns (bytes32 leaf) {
        return PositionalMerkle.leafOf(domain, index, contributor, score);
    }

    function rootOf(bytes32 leaf, uint256 index, bytes32[] calldata proof) external pure returns (bytes32 root) {
        return PositionalMerkle.rootOf(leaf, index, proof);
    }

    function heightOf(uint256 count) external pure returns (uint256 height) {
        return PositionalMerkle.heightOf(count);
    }

    function chainOf(bytes calldata contributors) external pure returns (bytes32 chain) {
        return PositionalMerkle.chainOf(contributors);
    }

    function leavesOf(
        bytes32 domain,
        uint256 firstIndex,
        bytes calldata contributors,
        bytes memory scores
    ) external pure returns (bytes32[] memory leaves) {
        return PositionalMerkle.leavesOf(domain, firstIndex, contributors, scores);
    }

    function fold(bytes32[] memory nodes, uint256 height) external pure returns (bytes32 root) {
        return PositionalMerkle.fold(nodes, height);
    }

    /// @notice Builds a round's tree the way the score board does when it settles in one call.
    function treeOf(
        bytes32 domain,
        bytes calldata contributors,
        bytes memory scores
    ) external pure returns (bytes32 root, bytes32[] memory subtreeRoots) {
        uint256 count = scores.length / 4;
        bytes32[] memory leaves = PositionalMerkle.leavesOf(domain, 0, contributors, scores);
        uint256 height = count > SUBTREE_SIZE ? 7 : PositionalMerkle.heightOf(count);
        subtreeRoots = PositionalMerkle.subtreesOf(leaves, height, SUBTREE_SIZE);
        bytes32[] memory nodes = new bytes32[](subtreeRoots.length);
        for (uint256 i = 0; i < nodes.length; ++i) nodes[i] = subtreeRoots[i];
        root = PositionalMerkle.fold(nodes, PositionalMerkle.heightOf(nodes.length));
    }
}
