// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Merkle tree with fixed positions
/// @notice Entry `i` of a round is contributor and score, 24 bytes. A bottom node hashes the round's domain and two neighboring
/// entries, every node above its two children; the path from an entry to the root is its index in binary, so an entry verifies
/// at its own position only. What has no right neighbor is completed by zero.
/// @dev Nodes are cut to 24 bytes, the width of an entry: calldata is most of what a proof costs. A second preimage still takes
/// 2^192 hashes and a collision 2^96. A bottom node hashes 80 bytes and the others 48, so that neither can be taken for the
/// other. The zero rule is the same at every level: a tree can be built in pieces of `SUBTREE_SIZE` entries.
library PositionalMerkle {
    /// @notice Entries under one subtree root, and nodes on the way from an entry to it.
    uint256 internal constant SUBTREE_SIZE = 256;
    uint256 internal constant SUBTREE_HEIGHT = 8;

    /// @notice Contributors under one hash chain.
    uint256 internal constant CHAIN_SIZE = 1024;

    /// @notice The entry of `contributor` with its consensus `score` in parts per billion.
    function entryOf(address contributor, uint32 score) internal pure returns (bytes24 entry) {
        return bytes24((uint192(uint160(contributor)) << 32) | score);
    }

    /// @notice The node above two nodes.
    function nodeOf(bytes24 left, bytes24 right) internal pure returns (bytes24 node) {
        return bytes24(keccak256(abi.encodePacked(left, right)));
    }

    /// @notice The subtree root that `siblings` lead to from `entry` at `index`.
    /// @param domain Hash that names chain, contract and round.
    /// @param siblings The neighboring entry, then one node per level.
    function rootOf(
        bytes32 domain,
        bytes24 entry,
        uint256 index,
        bytes24[SUBTREE_HEIGHT] calldata siblings
    ) internal pure returns (bytes24 root) {
        // Bounds: reads the 256 bytes of `siblings`; writes scratch space and 88 bytes behind the free memory pointer. Of two
        // neighbors the left is written first: the right one covers the eight bytes that a word has too much.
        assembly ("memory-safe") {
            let buffer := mload(0x40)
            let neighbor := calldataload(siblings)
            let swap := mul(xor(entry, neighbor), and(index, 1))
            mstore(buffer, domain)
            mstore(add(buffer, 0x20), xor(entry, swap))
            mstore(add(buffer, 0x38), xor(neighbor, swap))
            root := keccak256(buffer, 0x50)

            function parentOf(node, sibling, position, height) -> parent {
                let change := mul(xor(node, sibling), and(shr(height, position), 1))
                mstore(0x00, xor(node, change))
                mstore(0x18, xor(sibling, change))
                parent := keccak256(0x00, 0x30)
            }
            root := parentOf(root, calldataload(add(siblings, 0x20)), index, 1)
            root := parentOf(root, calldataload(add(siblings, 0x40)), index, 2)
            root := parentOf(root, calldataload(add(siblings, 0x60)), index, 3)
            root := parentOf(root, calldataload(add(siblings, 0x80)), index, 4)
            root := parentOf(root, calldataload(add(siblings, 0xa0)), index, 5)
            root := parentOf(root, calldataload(add(siblings, 0xc0)), index, 6)
            root := parentOf(root, calldataload(add(siblings, 0xe0)), index, 7)
            root := shl(64, shr(64, root))
        }
    }

    /// @notice Roots of consecutive subtrees, the last one possibly of fewer entries, and on the way the hash chains of their
    /// contributors: `h ← keccak256(h ‖ address)`, from zero for every {CHAIN_SIZE} of them.
    /// @param contributors Packed addresses, 20 bytes each.
    /// @param scores Packed scores, four bytes each, one per contributor.
    function subtreesOf(
        bytes32 domain,
        bytes calldata contributors,
        bytes memory scores
    ) internal pure returns (bytes24[] memory roots, bytes32[] memory chains) {
        uint256 count = scores.length / 4;
        roots = new bytes24[]((count + SUBTREE_SIZE - 1) / SUBTREE_SIZE);
        chains = new bytes32[]((count + CHAIN_SIZE - 1) / CHAIN_SIZE);
        for (uint256 i = 0; i < roots.length; ++i) {
            uint256 first = i * SUBTREE_SIZE;
            uint256 left = count - first;
            (roots[i], chains[first / CHAIN_SIZE]) = _subtreeOf({
                domain: domain,
                chain: chains[first / CHAIN_SIZE],
                contributors: contributors,
                scores: scores,
                first: first,
                count: left < SUBTREE_SIZE ? left : SUBTREE_SIZE
            });
        }
    }

    /// @notice The root of the whole tree over the roots of its subtrees, which are consumed.
    function topOf(bytes24[] memory nodes) internal pure returns (bytes24 root) {
        uint256 count = nodes.length;
        while (count > 1) {
            for (uint256 i = 0; i < count; i += 2) {
                nodes[i / 2] = nodeOf(nodes[i], i + 1 < count ? nodes[i + 1] : bytes24(0));
            }
            count = (count + 1) / 2;
        }
        return nodes[0];
    }

    /// @dev The root over `count` entries, from position `first` of `contributors` and `scores` on, and the chain after them.
    function _subtreeOf(
        bytes32 domain,
        bytes32 chain,
        bytes calldata contributors,
        bytes memory scores,
        uint256 first,
        uint256 count
    ) private pure returns (bytes24 root, bytes32 nextChain) {
        // Bounds: reads `count` addresses and scores (and up to 28 bytes behind them, never hashed). Writes scratch space with
        // the twelve bytes behind it, which belong to the free memory pointer and are restored; and behind that pointer 108
        // bytes for a bottom node's entries and 24 for each of at most 128 bottom nodes, plus two words. A word written for 20
        // or 24 bytes ends inside what is written next. Inside a level, node `i` is written when those up to `2 i + 1` have
        // been read.
        assembly ("memory-safe") {
            // Chains the contributor, and puts its entry at `place` of the bottom node at `node`.
            function enter(node, place, contributor, score) {
                mstore(0x2c, contributor)
                mstore(0x00, keccak256(0x00, 0x40))
                mstore(add(node, place), contributor)
                mstore(add(node, add(place, 20)), score)
            }

            let buffer := mload(0x40)
            let nodes := add(buffer, 0x80)
            mstore(buffer, domain)
            mstore(0x00, chain)
            mstore(0x20, 0)

            let contributor := add(contributors.offset, mul(first, 20))
            let score := add(add(scores, 0x20), shl(2, first))
            let target := nodes
            for {
                let end := add(contributor, mul(and(count, not(1)), 20))
            } lt(contributor, end) {
                contributor := add(contributor, 40)
                score := add(score, 8)
                target := add(target, 24)
            } {
                enter(buffer, 0x20, calldataload(contributor), mload(score))
                enter(buffer, 0x38, calldataload(add(contributor, 20)), mload(add(score, 4)))
                mstore(target, keccak256(buffer, 80))
            }
            if and(count, 1) {
                enter(buffer, 0x20, calldataload(contributor), mload(score))
                mstore(add(buffer, 0x38), 0)
                mstore(target, keccak256(buffer, 80))
            }
            nextChain := mload(0x00)
            mstore(0x40, buffer)

            count := shr(1, add(count, 1))
            for {
                let height := 1
            } lt(height, SUBTREE_HEIGHT) {
                height := add(height, 1)
            } {
                let end := add(nodes, mul(count, 24))
                mstore(end, 0)
                target := nodes
                // Two nodes at a time: the last may be one too many, behind the level's end.
                for {
                    let source := nodes
                } lt(source, end) {
                    source := add(source, 96)
                    target := add(target, 48)
                } {
                    mstore(target, keccak256(source, 48))
                    mstore(add(target, 24), keccak256(add(source, 48), 48))
                }
                count := shr(1, add(count, 1))
            }
            root := shl(64, shr(64, mload(nodes)))
        }
    }
}
