// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Cid
/// @notice Writes the content identifier of a SHA-256 digest: CIDv1, raw codec, lowercase base32.
library Cid {
    /// @dev CIDv1, raw codec (0x55), sha2-256 (0x12), 32 bytes of digest.
    bytes4 private constant PREFIX = 0x01551220;
    bytes32 private constant ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    /// @dev 36 bytes are 288 bits: 57 groups of five and one of three, filled up with zeros.
    uint256 private constant GROUPS = 58;

    /// @notice Returns `ipfs://bafkrei…`, the address of the bytes whose SHA-256 is `sha256Digest`.
    /// @dev The digest must be of the whole content; a file that IPFS splits into blocks has another identifier.
    function toUri(bytes32 sha256Digest) internal pure returns (string memory uri) {
        return string.concat("ipfs://b", string(_base32(abi.encodePacked(PREFIX, sha256Digest))));
    }

    function _base32(bytes memory input) private pure returns (bytes memory output) {
        output = new bytes(GROUPS);
        uint256 window;
        uint256 windowBits;
        uint256 position;
        for (uint256 i = 0; i < input.length; ++i) {
            window = (window << 8) | uint8(input[i]);
            windowBits += 8;
            while (windowBits >= 5) {
                windowBits -= 5;
                output[position++] = ALPHABET[(window >> windowBits) & 31];
            }
        }
        output[position] = ALPHABET[(window << (5 - windowBits)) & 31];
    }
}
