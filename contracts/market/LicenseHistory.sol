// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

/// @title License history
/// @notice Remembers who held and who used a license, and when. Empty until the first transfer or assignment.
library LicenseHistory {
    using Checkpoints for Checkpoints.Trace208;

    struct History {
        Checkpoints.Trace208 holders;
        /// @dev The user's address above 48 bits for the end of the assignment.
        Checkpoints.Trace208 users;
    }

    /// @notice Records that `holder` holds the license from now on, and that nobody else uses it.
    function pushHolder(History storage self, address holder) internal returns (bool hadUser) {
        self.holders.push(uint48(block.timestamp), uint160(holder));
        hadUser = self.users.latest() != 0;
        if (hadUser) self.users.push(uint48(block.timestamp), 0);
    }

    /// @notice Records that `user` uses the license from now until `expires`.
    function pushUser(History storage self, address user, uint48 expires) internal {
        self.users.push(uint48(block.timestamp), (uint208(uint160(user)) << 48) | expires);
    }

    /// @notice Returns who held the license at `timestamp`, or zero when that was its first holder.
    function holderAt(History storage self, uint48 timestamp) internal view returns (address holder) {
        return address(uint160(self.holders.upperLookupRecent(timestamp)));
    }

    /// @notice Returns who was assigned the license at `timestamp`, and until when; the assignment may have ended.
    function userAt(History storage self, uint48 timestamp) internal view returns (address user, uint48 expires) {
        uint208 value = self.users.upperLookupRecent(timestamp);
        return (address(uint160(value >> 48)), uint48(value));
    }

    /// @notice Returns whether `who` was assigned the license at `timestamp`.
    function isUserAt(History storage self, address who, uint48 timestamp) internal view returns (bool isUser) {
        (address user, uint48 expires) = userAt(self, timestamp);
        return user == who && timestamp < expires;
    }
}
