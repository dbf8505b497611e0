// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Stake-weighted median of score vectors
/// @notice The consensus on one contributor is the largest score that at least half of the committee's stake reached:
/// `c = max{ w : 2 · Σ_k S_k·[w_k ≥ w] ≥ S }`. Exactly half counts as reached; stake that revealed nothing is part of `S`
/// and reaches no score, so it pulls toward zero.
/// @dev A vector is packed bytes: four big-endian bytes (`uint32`, parts per billion) per contributor.
library WeightedMedian {
    /// @notice Consensus of one column.
    /// @dev `entries[k]` is `score << 128 | stake`; the array comes back sorted in descending order.
    /// @param entries One entry per revealed vector; stakes below 2^96, so no sum can overflow.
    /// @param totalStake The stake of the whole committee, silent seats included.
    function consensusOf(uint256[] memory entries, uint256 totalStake) internal pure returns (uint256 consensus) {
        // Bounds: every pointer stays between the first word of `entries` and its last.
        assembly ("memory-safe") {
            let first := add(entries, 0x20)
            let end := add(first, shl(5, mload(entries)))

            // Insertion sort, descending: committees are small (at most 16).
            for {
                let cursor := add(first, 0x20)
            } lt(cursor, end) {
                cursor := add(cursor, 0x20)
            } {
                let entry := mload(cursor)
                let slot := cursor
                for {} gt(slot, first) {} {
                    let left := mload(sub(slot, 0x20))
                    if iszero(lt(left, entry)) {
                        break
                    }
                    mstore(slot, left)
                    slot := sub(slot, 0x20)
                }
                mstore(slot, entry)
            }

            // Walk down until half of all stake has been met.
            let doubled := 0
            for {
                let cursor := first
            } lt(cursor, end) {
                cursor := add(cursor, 0x20)
            } {
                let entry := mload(cursor)
                doubled := add(doubled, shl(1, and(entry, 0xffffffffffffffffffffffff)))
                if iszero(lt(doubled, totalStake)) {
                    consensus := shr(128, entry)
                    break
                }
            }
        }
    }

    /// @notice Consensus of every column of `vectors`.
    /// @param vectors One packed vector per oracle, all of the same length.
    /// @param stakes The stake behind each vector, below 2^96 each.
    /// @param totalStake The stake of the whole committee, silent seats included.
    /// @return consensus The packed consensus vector.
    /// @return disagreements For each vector, `Σ_i |w_i − c_i|`.
    function consensusVector(
        bytes[] calldata vectors,
        uint256[] memory stakes,
        uint256 totalStake
    ) internal pure returns (bytes memory consensus, uint256[] memory disagreements) {
        uint256 length = vectors.length == 0 ? 0 : vectors[0].length;
        consensus = new bytes(length);
        disagreements = new uint256[](vectors.length);
        uint256[] memory entries = new uint256[](vectors.length);
        uint256[] memory offsets = new uint256[](vectors.length);
        for (uint256 k = 0; k < vectors.length; ++k) {
            bytes calldata vector = vectors[k];
            assembly ("memory-safe") {
                mstore(add(add(offsets, 0x20), shl(5, k)), vector.offset)
            }
        }

        for (uint256 cursor = 0; cursor < length; cursor += 4) {
            // Bounds: `cursor + 4 ≤ length`, the length of every vector and of `consensus`; all arrays hold one word a vector.
            assembly ("memory-safe") {
                let span := shl(5, mload(entries))
                for {
                    let k := 0x20
                } iszero(gt(k, span)) {
                    k := add(k, 0x20)
                } {
                    let score := shr(224, calldataload(add(mload(add(offsets, k)), cursor)))
                    mstore(add(entries, k), or(shl(128, score), mload(add(stakes, k))))
                }
            }
            uint256 agreed = consensusOf(entries, totalStake);
            // Bounds: as above; a difference of two uint32 and a sum of fewer than 2^24 of them fit a word.
            assembly ("memory-safe") {
                let span := shl(5, mload(entries))
                for {
                    let k := 0x20
                } iszero(gt(k, span)) {
                    k := add(k, 0x20)
                } {
                    let score := shr(224, calldataload(add(mload(add(offsets, k)), cursor)))
                    let apart := sub(score, agreed)
                    if lt(score, agreed) {
                        apart := sub(agreed, score)
                    }
                    let sum := add(disagreements, k)
                    mstore(sum, add(mload(sum), apart))
                }
                // The last column's word would spill past `consensus`: write its four bytes only.
                let target := add(add(consensus, 0x20), cursor)
                mstore(target, or(shl(224, agreed), shr(32, shl(32, mload(target)))))
            }
        }
    }

    /// @notice `Σ_i |a_i − b_i|` of two packed vectors of one length.
    function distance(bytes calldata a, bytes calldata b) internal pure returns (uint256 sum) {
        // Bounds: `cursor + 4 ≤ a.length == b.length`, which the caller checked.
        assembly ("memory-safe") {
            for {
                let cursor := 0
            } lt(cursor, a.length) {
                cursor := add(cursor, 4)
            } {
                let x := shr(224, calldataload(add(a.offset, cursor)))
                let y := shr(224, calldataload(add(b.offset, cursor)))
                switch lt(x, y)
                case 1 {
                    sum := add(sum, sub(y, x))
                }
                default {
                    sum := add(sum, sub(x, y))
                }
            }
        }
    }

    /// @notice Sum of a packed vector in memory.
    function total(bytes memory vector) internal pure returns (uint256 sum) {
        // Bounds: eight scores a word in four lanes of 64 bits: fewer than 2^31 words cannot overflow a lane.
        assembly ("memory-safe") {
            let mask := 0x00000000ffffffff00000000ffffffff00000000ffffffff00000000ffffffff
            let length := mload(vector)
            let cursor := add(vector, 0x20)
            let end := add(cursor, length)
            let lanes := 0
            for {} lt(cursor, end) {
                cursor := add(cursor, 0x20)
            } {
                let word := mload(cursor)
                let left := sub(end, cursor)
                if lt(left, 0x20) {
                    let unused := shl(3, sub(0x20, left))
                    word := shl(unused, shr(unused, word))
                }
                lanes := add(lanes, add(and(word, mask), and(shr(32, word), mask)))
            }
            sum := add(
                add(and(lanes, 0xffffffffffffffff), and(shr(64, lanes), 0xffffffffffffffff)),
                add(and(shr(128, lanes), 0xffffffffffffffff), shr(192, lanes))
            )
        }
    }
}
