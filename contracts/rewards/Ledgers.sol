// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IRewardPool} from "./IRewardPool.sol";

/// @title Ledgers of pots
/// @notice What was paid into a round's settled pot, payment by payment, and up to which payment each contributor was paid.
library Ledgers {
    using SafeCast for uint256;

    /// @dev Eight marks of 32 bits: the pot's level up to which each of eight contributors was paid.
    struct Marks {
        uint256 packed;
    }

    struct Ledger {
        IRewardPool.Pot pot;
        mapping(uint256 word => Marks marks) marks;
        /// @dev What the pot's total was at each level that is no longer its latest.
        mapping(uint256 level => uint256 funded) fundedAt;
    }

    /// @notice Raises a settled pot by one level, to a total of `funded`.
    function raise(Ledger storage self, IRewardPool.Account storage account, uint256 funded) internal {
        uint32 level = self.pot.level;
        if (level > 0) self.fundedAt[level] = self.pot.funded;
        self.pot = IRewardPool.Pot({
            funded: funded.toUint128(),
            level: level + 1,
            totalScore: account.totalScore,
            hasRevenueShares: account.hasRevenueShares
        });
    }

    /// @notice Returns what a share of `score` at position `index` has earned and not been paid yet.
    function claimableOf(Ledger storage self, uint256 index, uint256 score) internal view returns (uint256 amount) {
        IRewardPool.Pot memory pot = self.pot;
        uint256 mark = uint32(self.marks[index >> 3].packed >> ((index & 7) << 5));
        if (mark == pot.level) return 0;
        return shareOf(pot.funded, score, pot.totalScore) - shareOf(self.fundedAt[mark], score, pot.totalScore);
    }

    /// @notice Returns the part of `funded` that belongs to a share of `score`, which the caller has proved.
    /// @dev Rounded down at every level, so that payments of one contributor add up to its share of the total. `totalScore`
    /// is above zero in every pot that has a level.
    function shareOf(uint256 funded, uint256 score, uint256 totalScore) internal pure returns (uint256 amount) {
        unchecked {
            // Bound: 128 bits times 32 bits.
            return (funded * score) / totalScore;
        }
    }
}
