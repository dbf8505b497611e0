// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Provenance
/// @notice Knows what a round's updates were trained on.
interface IProvenance {
    /// @notice Returns whether every contribution that counted in the round `roundId` had the right to train when it
    /// was made.
    function isProvenanceLawful(uint256 roundId) external view returns (bool isLawful);
}
