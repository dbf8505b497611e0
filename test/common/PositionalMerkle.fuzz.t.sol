// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ScoringHarness} from "../mocks/ScoringHarness.sol";

/// @notice The tree with fixed positions against one built level by level, by the book.
/// hardhat-config: fuzz.runs = 500
contract PositionalMerkleFuzzTest {
    uint256 private constant _SUBTREE = 128;
    uint256 private constant _MOST_LEAVES = 300;

    ScoringHarness private _harness;

    function setUp() external {
        _harness = new ScoringHarness();
    }

    function testFuzz_POT3_treeIsTheReference(bytes32 domain, uint256 count, uint256 seed) external view {
        count = 1 + (count % _MOST_LEAVES);
        (bytes memory contributors, bytes memory scores) = _round(count, seed);
        (bytes32 root, bytes32[] memory subtrees) = _harness.treeOf(domain, contributors, scores);

        bytes32[][] memory levels = _levelsOf(_leaves(domain, count, seed));
        uint256 height = levels.length - 1 < 7 ? levels.length - 1 : 7;
        assert(root == levels[levels.length - 1][0]);
        assert(subtrees.length == levels[height].length);
        for (uint256 i = 0; i < subtrees.length; ++i) assert(subtrees[i] == levels[height][i]);
    }

    function testFuzz_POT3_aLeafVerifiesAtItsPositionOnly(
        bytes32 domain,
        uint256 count,
        uint256 seed,
        uint256 index,
        uint256 other
    ) external view {
        count = 2 + (count % (_MOST_LEAVES - 1));
        index %= count;
        other %= count;
        bytes32[] memory leaves = _leaves(domain, count, seed);
        bytes32[][] memory levels = _levelsOf(leaves);
        uint256 height = levels.length - 1 < 7 ? levels.length - 1 : 7;
        bytes32[] memory proof = new bytes32[](height);
        for (uint256 level = 0; level < height; ++level) {
            uint256 sibling = (index >> level) ^ 1;
            proof[level] = sibling < levels[level].length ? levels[level][sibling] : bytes32(0);
        }
        bytes32 root = levels[height][index / _SUBTREE];
        assert(_harness.rootOf(leaves[index], index, proof) == root);

        if (other % (1 << height) != index % (1 << height)) {
            assert(_harness.rootOf(leaves[index], other, proof) != root);
            assert(_harness.rootOf(leaves[other], index, proof) != root);
        }
        // A node is no leaf: with one step less the proof leads elsewhere, and no leaf equals a node.
        bytes32[] memory shorter = new bytes32[](height - 1);
        for (uint256 level = 1; level < height; ++level) shorter[level - 1] = proof[level];
        assert(_harness.rootOf(leaves[index], index >> 1, shorter) != root);
        for (uint256 i = 0; i < levels[1].length; ++i) assert(levels[1][i] != leaves[index]);
    }

    function testFuzz_POT3_leafBindsEveryField(
        bytes32 domain,
        uint32 index,
        address contributor,
        uint32 score,
        uint256 flip
    ) external view {
        bytes32 leaf = _harness.leafOf(domain, index, contributor, score);
        assert(leaf == keccak256(bytes.concat(domain, bytes4(index), bytes20(contributor), bytes4(score))));
        uint32 bit = uint32(1 << (flip % 32));
        assert(leaf != _harness.leafOf(domain ^ bytes32(1 << (flip % 256)), index, contributor, score));
        assert(leaf != _harness.leafOf(domain, index ^ bit, contributor, score));
        assert(leaf != _harness.leafOf(domain, index, address(uint160(contributor) ^ uint160(bit)), score));
        assert(leaf != _harness.leafOf(domain, index, contributor, score ^ bit));
    }

    function testFuzz_SCO6_piecesGiveTheWhole(bytes32 domain, uint256 seed, uint256 count) external view {
        // A round of 129 to 300 in pieces of 128: the roots of the pieces fold to the root of the whole.
        count = 129 + (count % (_MOST_LEAVES - 128));
        (bytes memory contributors, bytes memory scores) = _round(count, seed);
        (bytes32 root, ) = _harness.treeOf(domain, contributors, scores);

        bytes32[] memory leaves = _leaves(domain, count, seed);
        bytes32[] memory roots = new bytes32[]((count + _SUBTREE - 1) / _SUBTREE);
        for (uint256 i = 0; i < roots.length; ++i) {
            uint256 left = count - i * _SUBTREE;
            bytes32[] memory piece = new bytes32[](left < _SUBTREE ? left : _SUBTREE);
            for (uint256 j = 0; j < piece.length; ++j) piece[j] = leaves[i * _SUBTREE + j];
            roots[i] = _harness.fold(piece, 7);
        }
        assert(_harness.fold(roots, _harness.heightOf(roots.length)) == root);
    }

    function testFuzz_chainIsTheReference(address[] memory contributors) external view {
        bytes memory packed;
        bytes32 chain = 0;
        for (uint256 i = 0; i < contributors.length; ++i) {
            packed = abi.encodePacked(packed, contributors[i]);
            chain = keccak256(abi.encode(chain, contributors[i]));
        }
        assert(_harness.chainOf(packed) == chain);
    }

    function testFuzz_heightCoversTheCount(uint24 count_) external view {
        uint256 count = uint256(count_) + 1;
        uint256 height = _harness.heightOf(count);
        assert(2 ** height >= count);
        assert(height == 0 || 2 ** (height - 1) < count);
    }

    function _levelsOf(bytes32[] memory leaves) private pure returns (bytes32[][] memory levels) {
        uint256 height = 0;
        while (2 ** height < leaves.length) ++height;
        levels = new bytes32[][](height + 1);
        levels[0] = leaves;
        for (uint256 level = 1; level <= height; ++level) {
            bytes32[] memory below = levels[level - 1];
            levels[level] = new bytes32[]((below.length + 1) / 2);
            for (uint256 i = 0; i < levels[level].length; ++i) {
                bytes32 right = 2 * i + 1 < below.length ? below[2 * i + 1] : bytes32(0);
                levels[level][i] = keccak256(bytes.concat(below[2 * i], right));
            }
        }
    }

    function _leaves(bytes32 domain, uint256 count, uint256 seed) private pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            (address contributor, uint32 score) = _contributor(seed, i);
            leaves[i] = keccak256(bytes.concat(domain, bytes4(uint32(i)), bytes20(contributor), bytes4(score)));
        }
    }

    function _round(uint256 count, uint256 seed) private pure returns (bytes memory contributors, bytes memory scores) {
        contributors = new bytes(20 * count);
        scores = new bytes(4 * count);
        for (uint256 i = 0; i < count; ++i) {
            (address contributor, uint32 score) = _contributor(seed, i);
            for (uint256 j = 0; j < 20; ++j) contributors[20 * i + j] = bytes20(contributor)[j];
            for (uint256 j = 0; j < 4; ++j) scores[4 * i + j] = bytes4(score)[j];
        }
    }

    /// @dev Every fourth score is zero; addresses repeat in some runs.
    function _contributor(uint256 seed, uint256 i) private pure returns (address contributor, uint32 score) {
        bytes32 random = keccak256(abi.encode(seed, seed % 5 == 0 ? i % 3 : i));
        contributor = address(bytes20(random));
        score = i % 4 == 3 ? 0 : uint32(uint256(random));
    }
}
