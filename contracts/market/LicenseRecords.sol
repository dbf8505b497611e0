// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ILicenseMarket} from "./ILicenseMarket.sol";

/// @title License records
/// @notice How a license is stored, and what its record says: what it permits, and how its fee streams.
library LicenseRecords {
    using SafeCast for uint256;

    /// @dev Two slots, both full and both written by a purchase.
    struct Record {
        address firstHolder;
        bool hasMoved;
        uint8 rights;
        uint40 startsAt;
        uint40 durationSeconds;
        uint32 offerId;
        uint16 revision;
        uint16 currencyNumber;
        uint16 resaleRoyaltyBps;
        uint16 revenueShareBps;
        uint32 quota;
        uint32 used;
        uint96 paid;
    }

    /// @dev One slot, written by the first withdrawal or the end. While open, `paid - withdrawn` is held.
    struct Escrow {
        uint96 withdrawn;
        uint96 refunded;
        uint40 revokedAt;
        bool isClosed;
    }

    /// @dev What a purchase adds to the terms.
    struct Sale {
        uint256 offerId;
        uint16 revision;
        uint16 currencyNumber;
        address holder;
        uint256 paid;
    }

    /// @dev The fee of a perpetual license streams over this time.
    uint40 internal constant COOLING_OFF_SECONDS = 14 days;
    /// @dev The bit of `rights` above the uses.
    uint8 private constant TRANSFERABLE = 128;

    /// @notice Writes the record of a license that starts now.
    function write(Record storage self, ILicenseMarket.Terms calldata terms, Sale memory sale) internal {
        self.firstHolder = sale.holder;
        self.hasMoved = false;
        self.rights = terms.isTransferable ? terms.uses | TRANSFERABLE : terms.uses;
        self.startsAt = uint40(block.timestamp);
        self.durationSeconds = terms.durationSeconds;

        self.offerId = sale.offerId.toUint32();
        self.revision = sale.revision;
        self.currencyNumber = sale.currencyNumber;
        self.resaleRoyaltyBps = terms.resaleRoyaltyBps;
        self.revenueShareBps = terms.revenueShareBps;
        self.quota = terms.quota;
        self.used = 0;
        self.paid = sale.paid.toUint96();
    }

    /// @notice Returns whether the terms permit every bit of `use` at `timestamp`, and the quota permits it if that is
    /// now.
    function permits(Record storage self, uint8 use, uint256 timestamp) internal view returns (bool isPermitted) {
        uint40 startsAt = self.startsAt;
        uint40 durationSeconds = self.durationSeconds;
        if (startsAt == 0 || timestamp < startsAt) return false;
        if (durationSeconds != 0 && timestamp - startsAt >= durationSeconds) return false;
        if (use == 0 || use & ~TRANSFERABLE & self.rights != use) return false;

        uint32 quota = self.quota;
        return quota == 0 || self.used < quota || timestamp != block.timestamp;
    }

    /// @notice Returns whether the license can be transferred.
    function isTransferable(Record storage self) internal view returns (bool isTransferable_) {
        return self.rights & TRANSFERABLE != 0;
    }

    /// @notice Returns what of the fee is earned at `timestamp`, rounded down, so that a refund is never short.
    function earnedDownAt(Record storage self, uint256 timestamp) internal view returns (uint96 earned) {
        uint40 durationSeconds = self.durationSeconds;
        uint256 streamSeconds = durationSeconds == 0 ? COOLING_OFF_SECONDS : durationSeconds;
        uint256 elapsedSeconds = timestamp - self.startsAt;
        uint96 paid = self.paid;
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
                offerId: self.offerId,
                revision: self.revision,
                uses: self.rights & ~TRANSFERABLE,
                isTransferable: self.rights & TRANSFERABLE != 0,
                startsAt: self.startsAt,
                expiresAt: self.durationSeconds == 0 ? 0 : uint48(self.startsAt) + self.durationSeconds,
                revokedAt: escrow.revokedAt,
                quota: self.quota,
                used: self.used,
                resaleRoyaltyBps: self.resaleRoyaltyBps,
                revenueShareBps: self.revenueShareBps,
                currency: currency,
                paid: self.paid,
                withdrawn: escrow.withdrawn,
                refunded: escrow.refunded
            });
    }

    /// @notice Returns whether an end at `endedAt` (0: none) counts at `timestamp`: it does from its own second.
    function isOver(uint48 endedAt, uint256 timestamp) internal pure returns (bool isOver_) {
        return endedAt != 0 && timestamp >= endedAt;
    }
}
