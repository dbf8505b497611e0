// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPromotable} from "../../contracts/governance/IPromotable.sol";

/// @notice A model registry that only reports what it was asked for.
contract PromotableMock is IPromotable {
    /// @notice Emitted by {promote}.
    event Promoted(uint256 modelId, uint32 fromVersion, uint32 toVersion, bytes32 reportDigest);

    /// @notice Emitted by {rollback}.
    event RolledBack(uint256 modelId, uint32 fromVersion, uint32 toVersion);

    /// @inheritdoc IPromotable
    function promote(uint256 modelId, uint32 fromVersion, uint32 toVersion, bytes32 reportDigest) external {
        emit Promoted(modelId, fromVersion, toVersion, reportDigest);
    }

    /// @inheritdoc IPromotable
    function rollback(uint256 modelId, uint32 fromVersion, uint32 toVersion) external {
        emit RolledBack(modelId, fromVersion, toVersion);
    }
}
