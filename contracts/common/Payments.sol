// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title Payments
/// @notice Takes in ERC-20 payments and believes only the balance.
library Payments {
    using SafeERC20 for IERC20;

    /// @notice Moves `amount` of `token` from `from` to `to` and returns what arrived.
    /// @dev Warning: a caller that can be re-entered while the token runs would count two payments twice; guard it.
    function pull(IERC20 token, address from, address to, uint256 amount) internal returns (uint256 received) {
        if (amount == 0) return 0;

        uint256 balanceBefore = token.balanceOf(to);
        token.safeTransferFrom(from, to, amount);
        return token.balanceOf(to) - balanceBefore;
    }

    /// @notice Uses a permit of `owner` for `spender` where it still works.
    /// @dev Ignores a failure: anyone can use a permit up front, and then the allowance is already there. The payment
    /// that follows decides.
    function tryPermit(
        IERC20 token,
        address owner,
        address spender,
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) internal {
        // solhint-disable-next-line no-empty-blocks
        try IERC20Permit(address(token)).permit(owner, spender, value, deadline, v, r, s) {} catch {}
    }
}
