// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title IPromotable
/// @notice What the governor asks of a model registry: to make a version live, or to go back to an earlier one.
interface IPromotable {
    /// @notice Makes `toVersion` of model `modelId` live in place of `fromVersion`, on the evaluation report
    /// `reportDigest` (SHA-256).
    function promote(uint256 modelId, uint32 fromVersion, uint32 toVersion, bytes32 reportDigest) external;

    /// @notice Makes the earlier `toVersion` of model `modelId` live again in place of `fromVersion`.
    function rollback(uint256 modelId, uint32 fromVersion, uint32 toVersion) external;
}
