// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ILicenseMarket} from "./ILicenseMarket.sol";

/// @title License terms
/// @notice Judges and hashes terms.
library LicenseTerms {
    /// @dev TRAIN 1, EVALUATE 2, INFER 4, REDISTRIBUTE 8, DERIVE 16.
    uint8 internal constant ALL_USES = 31;
    uint16 internal constant MAX_RESALE_ROYALTY_BPS = 1_000;
    uint16 internal constant MAX_REVENUE_SHARE_BPS = 5_000;

    /// @notice Reverts unless the limits that hold for all terms hold for `terms`.
    function requireValid(ILicenseMarket.Terms memory terms) internal pure {
        require(
            terms.uses != 0 && terms.uses <= ALL_USES,
            ILicenseMarket.LicenseMarketUsesInvalid(terms.uses, ALL_USES)
        );
        require(
            terms.resaleRoyaltyBps <= MAX_RESALE_ROYALTY_BPS,
            ILicenseMarket.LicenseMarketRoyaltyTooHigh(terms.resaleRoyaltyBps, MAX_RESALE_ROYALTY_BPS)
        );
        require(
            terms.revenueShareBps <= MAX_REVENUE_SHARE_BPS,
            ILicenseMarket.LicenseMarketRevenueShareTooHigh(terms.revenueShareBps, MAX_REVENUE_SHARE_BPS)
        );
    }

    /// @notice Returns the hash that an offer commits to.
    function hashOf(ILicenseMarket.Terms memory terms) internal pure returns (bytes32 termsHash) {
        return keccak256(abi.encode(terms));
    }
}
