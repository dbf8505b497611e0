// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Token allow-list
/// @notice Names the ERC-20 tokens that a contract takes as payment.
interface ITokenAllowList {
    /// @notice `token` can be used for new payments from now on, or no longer can.
    event TokenAllowanceSet(address indexed token, bool isAllowed);

    /// @notice `token` is not on the allow-list.
    error TokenAllowListTokenNotAllowed(address token);

    /// @notice Allows `token` for new payments, or ends that.
    /// @dev Restricted. Money already held in a token that is no longer allowed can still be withdrawn. What is
    /// believed: an allowed token neither rebases nor burns what others hold.
    function setTokenAllowed(address token, bool isAllowed) external;

    /// @notice Returns whether `token` can be used for new payments.
    function isTokenAllowed(address token) external view returns (bool isAllowed);

    /// @notice Returns every token that is allowed now.
    function allowedTokens() external view returns (address[] memory tokens);
}
