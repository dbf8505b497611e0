// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PositionalMerkle} from "../../contracts/common/PositionalMerkle.sol";
import {WeightedMedian} from "../../contracts/common/WeightedMedian.sol";

/// @notice Lets a test call {WeightedMedian} and {PositionalMerkle}.
contract ScoringHarness {
    /// @notice Consensus of one column; `entries[k]` is `score << 128 | stake`.
    function consensusOf(uint256[] memory entries, uint256 totalStake) external view returns (uint256 consensus) {
        bytes[] memory vectors = new bytes[](entries.length);
        uint256[] memory stakes = new uint256[](entries.length);
        for (uint256 k = 0; k < entries.length; ++k) {
            vectors[k] = abi.encodePacked(uint32(entries[k] >> 128));
            stakes[k] = uint128(entries[k]);
        }
        if (entries.length == 0) return 0;
        (bytes memory packed, ) = this.consensusVector(vectors, stakes, totalStake);
        return uint32(bytes4(packed));
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

    function entryOf(address contributor, uint32 score) external pure returns (bytes24 entry) {
        return PositionalMerkle.entryOf(contributor, score);
    }

    function rootOf(
        bytes32 domain,
        bytes24 entry,
        uint256 index,
        bytes24[8] calldata siblings
    ) external pure returns (bytes24 root) {
        return PositionalMerkle.rootOf(domain, entry, index, siblings);
    }

    /// @notice Builds a round's tree the way the score board does when it settles in one call.
    function treeOf(
        bytes32 domain,
        bytes calldata contributors,
        bytes memory scores
    ) external pure returns (bytes24 root, bytes24[] memory subtreeRoots, bytes32[] memory chains) {
        (subtreeRoots, chains) = PositionalMerkle.subtreesOf(domain, contributors, scores);
        bytes24[] memory nodes = new bytes24[](subtreeRoots.length);
        for (uint256 i = 0; i < nodes.length; ++i) nodes[i] = subtreeRoots[i];
        root = PositionalMerkle.topOf(nodes);
    }
}
