// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Vm
/// @notice The cheatcodes that our Solidity tests use.
interface Vm {
    /// @notice Makes `sender` the caller of every call until {stopPrank}.
    function startPrank(address sender) external;

    /// @notice Ends {startPrank}.
    function stopPrank() external;

    /// @notice Makes `sender` the caller of the next call.
    function prank(address sender) external;

    /// @notice Sets the time to `timestamp`, in seconds.
    function warp(uint256 timestamp) external;

    /// @notice Discards the run unless `condition` holds.
    function assume(bool condition) external pure;
}

/// @dev Where Hardhat and Foundry put the cheatcodes.
Vm constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);
