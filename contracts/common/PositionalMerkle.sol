// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Merkle tree with fixed positions
/// @notice Leaf `i` of a round binds `(domain, index, contributor, score)`; the path from leaf to root is the index in binary,
/// so a leaf verifies at its own position only. A level with an odd number of nodes is completed by the zero node.
/// @dev A leaf hashes 60 bytes and a node 64, so that neither can be taken for the other. The zero rule is the same at every
/// level, so the roots of full chunks of `2^h` leaves are exactly the nodes of level `h`: a tree can be built in pieces.
library PositionalMerkle {
    /// @notice The leaf of `contributor` at `index`.
    /// @param domain Hash that names chain, contract and round.
    /// @param score Consensus score in parts per billion.
    function leafOf(
        bytes32 domain,
        uint256 index,
        address contributor,
        uint32 score
    ) internal pure returns (bytes32 leaf) {
        return keccak256(abi.encodePacked(domain, uint32(index), contributor, score));
    }

    /// @notice The root that `proof` leads to from `leaf` at `index`.
    /// @dev The caller checks that `proof` is as long as the tree is high and that `index` exists.
    function rootOf(bytes32 leaf, uint256 index, bytes32[] calldata proof) internal pure returns (bytes32 root) {
        root = leaf;
        // Bounds: reads `proof.length` words of calldata; writes scratch space only.
        assembly ("memory-safe") {
            let cursor := proof.offset
            let end := add(cursor, shl(5, proof.length))
            for {} lt(cursor, end) {
                cursor := add(cursor, 0x20)
            } {
                let side := shl(5, and(index, 1))
                mstore(side, root)
                mstore(xor(side, 0x20), calldataload(cursor))
                root := keccak256(0x00, 0x40)
                index := shr(1, index)
            }
        }
    }

    /// @notice Number of levels above the leaves of a tree with `count` leaves: `⌈log2 count⌉`.
    function heightOf(uint256 count) internal pure returns (uint256 height) {
        while ((uint256(1) << height) < count) ++height;
    }

    /// @notice Leaves of consecutive positions.
    /// @param firstIndex Position of the first leaf.
    /// @param contributors Packed addresses, 20 bytes each.
    /// @param scores Packed scores, four bytes each, one per contributor.
    function leavesOf(
        bytes32 domain,
        uint256 firstIndex,
        bytes calldata contributors,
        bytes memory scores
    ) internal pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](scores.length / 4);
        // Bounds: `leaves` has one word a score; the caller checked that there is one contributor a score. Scratch holds the
        // 60 bytes of a leaf: domain, then index (4), contributor (20), score (4).
        assembly ("memory-safe") {
            mstore(0x00, domain)
            let source := contributors.offset
            let score := add(scores, 0x20)
            let target := add(leaves, 0x20)
            let end := add(target, shl(5, mload(leaves)))
            for {} lt(target, end) {
                target := add(target, 0x20)
            } {
                mstore(
                    0x20,
                    or(
                        or(shl(224, firstIndex), shl(64, shr(96, calldataload(source)))),
                        shl(32, shr(224, mload(score)))
                    )
                )
                mstore(target, keccak256(0x00, 0x3c))
                firstIndex := add(firstIndex, 1)
                source := add(source, 20)
                score := add(score, 4)
            }
        }
    }

    /// @notice The node `height` levels above `nodes`, which are consumed.
    /// @param nodes At least one and at most `2^height` neighbors of one level, from the left.
    function fold(bytes32[] memory nodes, uint256 height) internal pure returns (bytes32 root) {
        // Bounds: a level of `count` nodes is read as pairs inside the array's first `count` words; an odd last node is paired
        // with zero in scratch space instead of reading past the end.
        assembly ("memory-safe") {
            let count := mload(nodes)
            let first := add(nodes, 0x20)
            for {} height {
                height := sub(height, 1)
            } {
                let target := first
                let source := first
                let end := add(first, shl(6, shr(1, count)))
                for {} lt(source, end) {
                    source := add(source, 0x40)
                } {
                    mstore(target, keccak256(source, 0x40))
                    target := add(target, 0x20)
                }
                if and(count, 1) {
                    mstore(0x00, mload(source))
                    mstore(0x20, 0)
                    mstore(target, keccak256(0x00, 0x40))
                }
                count := shr(1, add(count, 1))
            }
            root := mload(first)
        }
    }

    /// @notice Roots of consecutive subtrees of `size` leaves each, the last one possibly shorter; `leaves` are consumed.
    /// @param height Levels above the leaves at which each subtree ends: `log2 size`, or less for a tree below one subtree.
    function subtreesOf(
        bytes32[] memory leaves,
        uint256 height,
        uint256 size
    ) internal pure returns (bytes32[] memory roots) {
        uint256 count = leaves.length;
        roots = new bytes32[]((count + size - 1) / size);
        bytes32[] memory window;
        for (uint256 i = 0; i < roots.length; ++i) {
            uint256 left = count - i * size;
            // Bounds: a window of `min(size, left)` leaves inside `leaves`, its length written over the word before it, which
            // belongs to a window that is folded already (or is the array's own length).
            assembly ("memory-safe") {
                window := add(leaves, shl(5, mul(i, size)))
                if gt(left, size) {
                    left := size
                }
                mstore(window, left)
            }
            roots[i] = fold(window, height);
        }
    }

    /// @notice Hash chain over packed addresses: `h ← keccak256(h ‖ address)`, from zero.
    function chainOf(bytes calldata contributors) internal pure returns (bytes32 chain) {
        // Bounds: reads whole addresses inside `contributors`; writes scratch space only.
        assembly ("memory-safe") {
            let cursor := contributors.offset
            let end := add(cursor, contributors.length)
            for {} lt(cursor, end) {
                cursor := add(cursor, 20)
            } {
                mstore(0x00, chain)
                mstore(0x20, shr(96, calldataload(cursor)))
                chain := keccak256(0x00, 0x40)
            }
        }
    }
}
