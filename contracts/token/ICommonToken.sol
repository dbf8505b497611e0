// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC5805} from "@openzeppelin/contracts/interfaces/IERC5805.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

/// @title ICommonToken
/// @notice The capped token of Commonweights: ERC-20 with votes (ERC-5805, timestamp clock), permit and burning.
/// @dev A holder has votes only after it delegates, to itself or to another account. Staked tokens vote through
/// {IStaking} instead. No account can freeze, seize or tax tokens.
interface ICommonToken is IERC20, IERC20Permit, IERC5805 {
    // --- Errors ---

    /// @notice Minting `amount` would lift the supply above the cap: at most `mintable` may be minted now.
    error CommonTokenCapExceeded(uint256 amount, uint256 mintable);

    // --- Supply ---

    /// @notice Mints `amount` tokens to `to`.
    /// @dev Restricted by the access manager (the emission schedule). The caller is believed about `to` and `amount`;
    /// only the cap is checked. Cannot be undone except by the holder burning its tokens.
    function mint(address to, uint256 amount) external;

    /// @notice Burns `amount` of the caller's tokens.
    /// @dev Cannot be undone. Burned tokens leave the supply, so they make room under the cap.
    function burn(uint256 amount) external;

    // --- Views ---

    /// @notice Returns the highest supply that can ever exist at one time, in wei of the token.
    // solhint-disable-next-line func-name-mixedcase
    function CAP() external view returns (uint256);
}
