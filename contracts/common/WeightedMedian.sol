// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Stake-weighted median of score vectors
/// @notice The consensus on one contributor is the largest score that at least half of the committee's stake reached:
/// `c = max{ w : 2 · Σ_k S_k·[w_k ≥ w] ≥ S }`. Exactly half counts as reached; stake that revealed nothing is part of `S`
/// and reaches no score, so it pulls toward zero.
/// @dev A vector is packed bytes: four big-endian bytes (`uint32`, parts per billion) per contributor.
library WeightedMedian {
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
        uint256 size = vectors.length;
        disagreements = new uint256[](size);
        uint256[] memory rows = new uint256[](3 * size);
        uint256[] memory entries = new uint256[](size + 1);
        consensus = new bytes(size == 0 ? 0 : vectors[0].length);
        for (uint256 k = 0; k < size; ++k) {
            bytes calldata vector = vectors[k];
            // Bounds: the first two of the three words of row `k`.
            assembly ("memory-safe") {
                let row := add(add(rows, 0x20), mul(k, 0x60))
                mstore(row, sub(vector.offset, add(consensus, 0x20)))
                mstore(add(row, 0x20), mload(add(add(stakes, 0x20), shl(5, k))))
            }
        }
        _fillColumns(consensus, rows, entries, totalStake);
        for (uint256 k = 0; k < size; ++k) disagreements[k] = rows[3 * k + 2];
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
                let apart := sub(
                    shr(224, calldataload(add(a.offset, cursor))),
                    shr(224, calldataload(add(b.offset, cursor)))
                )
                let sign := sar(255, apart)
                sum := add(sum, sub(xor(apart, sign), sign))
            }
        }
    }

    /// @notice Sum of a packed vector in memory.
    function total(bytes memory vector) internal pure returns (uint256 sum) {
        // Bounds: eight scores a word in four lanes of 64 bits: fewer than 2^31 words cannot overflow a lane. Of the last word
        // only the bytes inside `vector` count.
        assembly ("memory-safe") {
            let mask := 0x00000000ffffffff00000000ffffffff00000000ffffffff00000000ffffffff
            let cursor := add(vector, 0x20)
            let end := add(cursor, mload(vector))
            let lastWhole := sub(end, 0x1f)
            let lanes := 0
            for {} lt(cursor, lastWhole) {
                cursor := add(cursor, 0x20)
            } {
                let word := mload(cursor)
                lanes := add(lanes, add(and(word, mask), and(shr(32, word), mask)))
            }
            if lt(cursor, end) {
                let unused := shl(3, sub(0x20, sub(end, cursor)))
                let word := shl(unused, shr(unused, mload(cursor)))
                lanes := add(lanes, add(and(word, mask), and(shr(32, word), mask)))
            }
            sum := add(
                add(and(lanes, 0xffffffffffffffff), and(shr(64, lanes), 0xffffffffffffffff)),
                add(and(shr(128, lanes), 0xffffffffffffffff), shr(192, lanes))
            )
        }
    }

    /// @dev Writes the consensus of every column, and adds up what each vector is apart from it.
    /// @param rows Three words a vector: the distance from `consensus` in memory to the vector in calldata, its stake, and the
    /// sum of differences.
    /// @param entries Room for one word a vector and one more.
    function _fillColumns(
        bytes memory consensus,
        uint256[] memory rows,
        uint256[] memory entries,
        uint256 totalStake
    ) private pure {
        // Bounds: the vectors are as long as `consensus`, so that every score read and written lies inside; of the 28 bytes that
        // a written word has too much, the last lie behind `consensus`, where nothing is allocated yet. An entry is a score
        // above 128 bits of stake. Behind the entries stands a score of zero with more stake than there is, and the word before
        // them, the array's length, becomes larger than any entry: neither loop leaves them. Sums of 17 doubled stakes and of
        // fewer than 2^24 differences fit a word.
        assembly ("memory-safe") {
            let stakeMask := 0xffffffffffffffffffffffffffffffff
            let rowsEnd := add(add(rows, 0x20), shl(5, mload(rows)))
            rows := add(rows, 0x20)
            mstore(add(entries, shl(5, mload(entries))), stakeMask)
            mstore(entries, not(0))
            let target := add(consensus, 0x20)
            let end := add(target, mload(consensus))
            for {} lt(target, end) {
                target := add(target, 4)
            } {
                // Insertion sort, descending: committees are small (at most 16).
                let last := entries
                for {
                    let row := rows
                } lt(row, rowsEnd) {
                    row := add(row, 0x60)
                } {
                    let score := shr(224, calldataload(add(mload(row), target)))
                    let entry := or(shl(128, score), mload(add(row, 0x20)))
                    let place := last
                    let left := mload(place)
                    for {} lt(left, entry) {
                        left := mload(place)
                    } {
                        mstore(add(place, 0x20), left)
                        place := sub(place, 0x20)
                    }
                    mstore(add(place, 0x20), entry)
                    last := add(last, 0x20)
                }

                // Walk down until half of all stake has been met.
                let slot := add(entries, 0x20)
                let agreed := mload(slot)
                let doubled := shl(1, and(agreed, stakeMask))
                for {} lt(doubled, totalStake) {} {
                    slot := add(slot, 0x20)
                    agreed := mload(slot)
                    doubled := add(doubled, shl(1, and(agreed, stakeMask)))
                }
                agreed := shr(128, agreed)
                mstore(target, shl(224, agreed))

                for {
                    let row := rows
                } lt(row, rowsEnd) {
                    row := add(row, 0x60)
                } {
                    let apart := sub(shr(224, calldataload(add(mload(row), target))), agreed)
                    let sign := sar(255, apart)
                    let sum := add(row, 0x40)
                    mstore(sum, add(mload(sum), sub(xor(apart, sign), sign)))
                }
            }
        }
    }
}
