// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ILicenseMarket} from "./ILicenseMarket.sol";

/// @title License records
/// @notice How a license is stored, and what its record says: what it permits, and how its fee streams.
library LicenseRecords {
    /// @dev Who got the license, what it permits and when. One slot, full.
    struct Grant {
        address firstHolder;
        bool hasMoved;
        uint8 rights;
        uint40 startsAt;
        uint40 durationSeconds;
    }

    /// @dev What was paid, and for what. One slot, full.
    struct Sale {
        uint32 offerId;
        uint16 revision;
        uint16 currencyNumber;
        uint16 resaleRoyaltyBps;
        uint16 revenueShareBps;
        uint32 quota;
        uint32 used;
        uint96 paid;
    }

    /// @dev Two slots, written by a purchase.
    struct Record {
        Grant grant;
        Sale sale;
    }

    /// @dev One slot, written by the first withdrawal or the end. While open, `paid - withdrawn` is held.
    struct Escrow {
        uint96 withdrawn;
        uint96 refunded;
        uint40 revokedAt;
        bool isClosed;
    }

    /// @dev The fee of a perpetual license streams over this time.
    uint40 internal constant COOLING_OFF_SECONDS = 14 days;
    /// @dev The bit of `rights` above the uses.
    uint8 private constant TRANSFERABLE = 128;

    /// @notice Writes the grant of a license that starts now.
    function writeGrant(Record storage self, ILicenseMarket.Terms memory terms, address holder) internal {
        uint8 rights = terms.isTransferable ? terms.uses | TRANSFERABLE : terms.uses;
        self.grant = Grant({
            firstHolder: holder,
            hasMoved: false,
            rights: rights,
            startsAt: uint40(block.timestamp),
            durationSeconds: terms.durationSeconds
        });
    }

    /// @notice Writes the sale of a license.
    function writeSale(
        Record storage self,
        ILicenseMarket.Terms memory terms,
        uint32 offerId,
        uint16 revision,
        uint16 currencyNumber,
        uint96 paid
    ) internal {
        self.sale = Sale({
            offerId: offerId,
            revision: revision,
            currencyNumber: currencyNumber,
            resaleRoyaltyBps: terms.resaleRoyaltyBps,
            revenueShareBps: terms.revenueShareBps,
            quota: terms.quota,
            used: 0,
            paid: paid
        });
    }

    /// @notice Returns whether the terms permit every bit of `use` at `timestamp`, and the quota permits it if that is
    /// now.
    function permits(Record storage self, uint8 use, uint256 timestamp) internal view returns (bool isPermitted) {
        uint40 startsAt = self.grant.startsAt;
        uint40 durationSeconds = self.grant.durationSeconds;
        if (startsAt == 0 || timestamp < startsAt) return false;
        if (durationSeconds != 0 && timestamp - startsAt >= durationSeconds) return false;
        if (use == 0 || use & ~TRANSFERABLE & self.grant.rights != use) return false;

        uint32 quota = self.sale.quota;
        return quota == 0 || self.sale.used < quota || timestamp != block.timestamp;
    }

    /// @notice Returns whether the license can be transferred.
    function isTransferable(Record storage self) internal view returns (bool isTransferable_) {
        return self.grant.rights & TRANSFERABLE != 0;
    }

    /// @notice Returns what of the fee is earned at `timestamp`, rounded down, so that a refund is never short.
    function earnedDownAt(Record storage self, uint256 timestamp) internal view returns (uint96 earned) {
        uint40 durationSeconds = self.grant.durationSeconds;
        uint256 streamSeconds = durationSeconds == 0 ? COOLING_OFF_SECONDS : durationSeconds;
        uint256 elapsedSeconds = timestamp - self.grant.startsAt;
        uint96 paid = self.sale.paid;
        if (elapsedSeconds >= streamSeconds) return paid;

        // The product has at most 96 + 40 bits, the quotient is below `paid`.
        return uint96((uint256(paid) * elapsedSeconds) / streamSeconds);
    }

    /// @notice Returns the record as its readers know it.
    function toLicense(
        Record memory self,
        Escrow memory escrow,
        address currency
    ) internal pure returns (ILicenseMarket.License memory license) {
        return
            ILicenseMarket.License({
                offerId: self.sale.offerId,
                revision: self.sale.revision,
                uses: self.grant.rights & ~TRANSFERABLE,
                isTransferable: self.grant.rights & TRANSFERABLE != 0,
                startsAt: self.grant.startsAt,
                expiresAt: self.grant.durationSeconds == 0
                    ? 0
                    : uint48(self.grant.startsAt) + self.grant.durationSeconds,
                revokedAt: escrow.revokedAt,
                quota: self.sale.quota,
                used: self.sale.used,
                resaleRoyaltyBps: self.sale.resaleRoyaltyBps,
                revenueShareBps: self.sale.revenueShareBps,
                currency: currency,
                paid: self.sale.paid,
                withdrawn: escrow.withdrawn,
                refunded: escrow.refunded
            });
    }

    /// @notice Returns whether an end at `endedAt` (0: none) counts at `timestamp`: it does from its own second.
    function isOver(uint48 endedAt, uint256 timestamp) internal pure returns (bool isOver_) {
        return endedAt != 0 && timestamp >= endedAt;
    }
}
