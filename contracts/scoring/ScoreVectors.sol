// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {PositionalMerkle} from "../common/PositionalMerkle.sol";
import {IScoreBoard} from "./IScoreBoard.sol";

/// @title Score vectors
/// @notice How packed score vectors are cut into chunks and hashed, and what agreement with the consensus is worth.
library ScoreVectors {
    /// @notice Scores in a chunk.
    uint256 internal constant CHUNK_SIZE = 1024;

    /// @notice A member whose scores miss the consensus by one part in so many of its sum is paid nothing.
    uint256 private constant PARTS_TO_AGREE_ON = 5;

    /// @notice Root over all subtree roots of a round: those stored by earlier calls, then those of the last.
    function rootOf(bytes24[] storage stored, bytes24[] memory latest) internal view returns (bytes24 root) {
        uint256 before = stored.length;
        bytes24[] memory all = new bytes24[](before + latest.length);
        for (uint256 i = 0; i < before; ++i) all[i] = stored[i];
        for (uint256 i = 0; i < latest.length; ++i) all[before + i] = latest[i];
        return PositionalMerkle.topOf(all);
    }

    /// @notice Requires `length` positions from `first` to be whole chunks, or to end at `count`.
    /// @param remainder Bytes left over when the data was cut into positions; must be zero.
    /// @return isLast Whether they end at `count`.
    function requireRange(
        uint256 roundId,
        uint256 first,
        uint256 length,
        uint256 remainder,
        uint256 count
    ) internal pure returns (bool isLast) {
        isLast = first + length == count;
        require(
            length != 0 && remainder == 0 && first + length <= count && (isLast || length % CHUNK_SIZE == 0),
            IScoreBoard.ScoreBoardBadLength(roundId, first, length, count)
        );
    }

    /// @notice Hash of a whole vector, of which `scores` are the positions from `first` on.
    /// @param chunkHashes Hashes of all its chunks; unused when the round fits one chunk.
    function hashOf(
        bytes calldata scores,
        bytes32[] calldata chunkHashes,
        uint256 first,
        uint256 count
    ) internal pure returns (bytes32 vectorHash) {
        if (count <= CHUNK_SIZE) return keccak256(abi.encodePacked(keccak256(scores)));

        uint256 chunks = Math.ceilDiv(count, CHUNK_SIZE);
        require(
            chunkHashes.length == chunks,
            IScoreBoard.ScoreBoardChunkMismatch(chunkHashes.length, bytes32(0), bytes32(chunks))
        );
        uint256 chunk = first / CHUNK_SIZE;
        for (uint256 cursor = 0; cursor < scores.length; cursor += 4 * CHUNK_SIZE) {
            bytes32 actual = keccak256(scores[cursor:Math.min(cursor + 4 * CHUNK_SIZE, scores.length)]);
            require(
                actual == chunkHashes[chunk],
                IScoreBoard.ScoreBoardChunkMismatch(chunk, actual, chunkHashes[chunk])
            );
            ++chunk;
        }
        return keccak256(abi.encodePacked(chunkHashes));
    }

    /// @notice What a member that revealed vector `k` of `columns` has stored.
    function sealedHashOf(
        IScoreBoard.Columns calldata columns,
        uint256 k,
        uint256 first,
        uint256 count
    ) internal pure returns (bytes32 sealedHash) {
        bytes32 vectorHash =
            count <= CHUNK_SIZE
                ? keccak256(abi.encodePacked(keccak256(columns.vectors[k])))
                : hashOf(columns.vectors[k], columns.chunkHashes[k], first, count);
        return keccak256(abi.encode(vectorHash, columns.aggregateDigests[k]));
    }

    /// @notice {sealedHashOf} every vector, each of which must be `length` bytes long.
    function sealedHashesOf(
        IScoreBoard.Columns calldata columns,
        uint256 roundId,
        uint256 first,
        uint256 count,
        uint256 length
    ) internal pure returns (bytes32[] memory sealedHashes) {
        sealedHashes = new bytes32[](columns.vectors.length);
        for (uint256 k = 0; k < sealedHashes.length; ++k) {
            require(
                columns.vectors[k].length == length,
                IScoreBoard.ScoreBoardBadLength(roundId, first, columns.vectors[k].length / 4, count)
            );
            sealedHashes[k] = sealedHashOf(columns, k, first, count);
        }
    }

    /// @notice The digest behind which more than half of `totalStake` stands, or zero.
    /// @param stakes At least one word per digest.
    function majorityOf(
        bytes32[] calldata digests,
        uint256[] memory stakes,
        uint256 totalStake
    ) internal pure returns (bytes32 digest) {
        for (uint256 k = 0; k < digests.length; ++k) {
            uint256 stake = 0;
            for (uint256 j = 0; j < digests.length; ++j) if (digests[j] == digests[k]) stake += stakes[j];
            if (2 * stake > totalStake) return digests[k];
        }
    }

    /// @notice Part of `fee` that stands behind `stake` of `totalStake`, rounded down.
    function shareOf(uint256 fee, uint256 stake, uint256 totalStake) internal pure returns (uint256 share) {
        return Math.mulDiv(fee, stake, totalStake);
    }

    /// @notice What of `share` is earned at `disagreement` with a consensus that sums to `totalScore`:
    /// `share · (1 − 5 · disagreement / totalScore)`, rounded down, not below 0; all of it without disagreement.
    function payOf(uint256 share, uint256 disagreement, uint256 totalScore) internal pure returns (uint256 pay) {
        if (disagreement == 0) return share;
        uint256 missed = PARTS_TO_AGREE_ON * disagreement;
        if (missed >= totalScore) return 0;
        return Math.mulDiv(share, totalScore - missed, totalScore);
    }
}
