// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IProvenance} from "../../contracts/registry/IProvenance.sol";

/// @notice Calls every round lawful until told otherwise.
contract MockProvenance is IProvenance {
    mapping(uint256 roundId => bool isUnlawful) private _isUnlawful;

    function setUnlawful(uint256 roundId, bool isUnlawful) external {
        _isUnlawful[roundId] = isUnlawful;
    }

    function isProvenanceLawful(uint256 roundId) external view returns (bool isLawful) {
        return !_isUnlawful[roundId];
    }
}
