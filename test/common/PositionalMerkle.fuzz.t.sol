// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ScoringHarness} from "../mocks/ScoringHarness.sol";

/// @notice The tree with fixed positions against one built level by level, by the book.
/// hardhat-config: fuzz.runs = 500
contract PositionalMerkleFuzzTest {
    uint256 private constant _SUBTREE = 256;
    uint256 private constant _HEIGHT = 8;
    uint256 private constant _MOST_ENTRIES = 600;

    ScoringHarness private _harness;

    function setUp() external {
        _harness = new ScoringHarness();
    }

    function testFuzz_POT3_treeIsTheReference(bytes32 domain, uint256 count, uint256 seed) external view {
        count = 1 + (count % _MOST_ENTRIES);
        (bytes memory contributors, bytes memory scores) = _round(count, seed);
        (bytes24 root, bytes24[] memory subtrees, bytes32[] memory chains) = _harness.treeOf(
            domain,
            contributors,
            scores
        );

        bytes24[][] memory levels = _levelsOf(domain, _entries(count, seed));
        assert(root == levels[levels.length - 1][0]);
        assert(subtrees.length == levels[_HEIGHT].length);
        for (uint256 i = 0; i < subtrees.length; ++i) assert(subtrees[i] == levels[_HEIGHT][i]);

        bytes32 chain = 0;
        for (uint256 i = 0; i < count; ++i) {
            (address contributor, ) = _contributor(seed, i);
            chain = keccak256(abi.encode(chain, contributor));
        }
        assert(chains.length == 1 && chains[0] == chain);
    }

    function testFuzz_POT3_anEntryVerifiesAtItsPositionOnly(
        bytes32 domain,
        uint256 count,
        uint256 seed,
        uint256 index,
        uint256 other
    ) external view {
        count = 2 + (count % (_MOST_ENTRIES - 1));
        index %= count;
        other %= count;
        bytes24[] memory entries = _entries(count, seed);
        bytes24[][] memory levels = _levelsOf(domain, entries);
        bytes24[8] memory siblings;
        for (uint256 level = 0; level < _HEIGHT; ++level) {
            uint256 sibling = (index >> level) ^ 1;
            if (sibling < levels[level].length) siblings[level] = levels[level][sibling];
        }
        bytes24 root = levels[_HEIGHT][index / _SUBTREE];
        assert(_harness.rootOf(domain, entries[index], index, siblings) == root);

        // Two neighbors that are equal are the one case in which two positions lead to one root.
        bool isTwin = other == (index ^ 1) && entries[other] == entries[index];
        if (other % _SUBTREE != index % _SUBTREE && !isTwin) {
            if (siblings[0] != entries[index]) {
                assert(_harness.rootOf(domain, entries[index], other, siblings) != root);
            }
            if (entries[other] != entries[index]) {
                assert(_harness.rootOf(domain, entries[other], index, siblings) != root);
            }
        }
        // No node passes for an entry, in this round or under another domain.
        assert(_harness.rootOf(domain, levels[1][index / 2], index, siblings) != root);
        assert(_harness.rootOf(~domain, entries[index], index, siblings) != root);
    }

    function testFuzz_POT3_anEntryBindsContributorAndScore(
        bytes32 domain,
        address contributor,
        uint32 score,
        uint256 flip,
        bytes24[8] memory siblings
    ) external view {
        bytes24 entry = _harness.entryOf(contributor, score);
        assert(entry == bytes24(bytes.concat(bytes20(contributor), bytes4(score))));
        bytes24 root = _harness.rootOf(domain, entry, 0, siblings);
        uint32 bit = uint32(1 << (flip % 32));
        assert(root != _harness.rootOf(domain, _harness.entryOf(contributor, score ^ bit), 0, siblings));
        address neighbor = address(uint160(contributor) ^ uint160(1 << (flip % 160)));
        assert(root != _harness.rootOf(domain, _harness.entryOf(neighbor, score), 0, siblings));
    }

    /// @dev Level 0 are the entries; subtrees have their full height however few entries they hold.
    function _levelsOf(bytes32 domain, bytes24[] memory entries) private pure returns (bytes24[][] memory levels) {
        uint256 height = _HEIGHT;
        while (2 ** height < entries.length) ++height;
        levels = new bytes24[][](height + 1);
        levels[0] = entries;
        for (uint256 level = 1; level <= height; ++level) {
            bytes24[] memory below = levels[level - 1];
            levels[level] = new bytes24[]((below.length + 1) / 2);
            for (uint256 i = 0; i < levels[level].length; ++i) {
                bytes24 right = 2 * i + 1 < below.length ? below[2 * i + 1] : bytes24(0);
                bytes memory pair = bytes.concat(below[2 * i], right);
                levels[level][i] = bytes24(keccak256(level == 1 ? bytes.concat(domain, pair) : pair));
            }
        }
    }

    function _entries(uint256 count, uint256 seed) private pure returns (bytes24[] memory entries) {
        entries = new bytes24[](count);
        for (uint256 i = 0; i < count; ++i) {
            (address contributor, uint32 score) = _contributor(seed, i);
            entries[i] = bytes24(bytes.concat(bytes20(contributor), bytes4(score)));
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
