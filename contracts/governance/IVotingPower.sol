// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC5805} from "@openzeppelin/contracts/interfaces/IERC5805.sol";
import {IStaking} from "../staking/IStaking.sol";
import {ICommonToken} from "../token/ICommonToken.sol";

/// @title IVotingPower
/// @notice Adds up token votes and staked votes: the one ERC-5805 face that the governor reads. It holds no state.
/// @dev Staked tokens are counted once: they are held by the staking contract, which never delegates them, so they
/// have no token votes; they vote through the staking contract's own checkpoints. They are part of the token's supply,
/// which therefore is the total. Queued exits are in the supply but have no vote.
interface IVotingPower is IERC5805 {
    // --- Errors ---

    /// @notice Delegation happens at the sources: at `token` for held tokens, at `staking` for staked tokens.
    error VotingPowerDelegateAtSource(address token, address staking);

    /// @notice The staking contract bonds `stakedToken`, not the token `token` whose votes would be added.
    error VotingPowerTokenMismatch(address token, address stakedToken);

    /// @notice The tokens held by the staking contract are delegated to `delegatee`: staked tokens would vote twice.
    error VotingPowerStakedTokensDelegated(address delegatee);

    // --- Views ---

    /// @notice Returns the token whose votes are added.
    // solhint-disable-next-line func-name-mixedcase
    function TOKEN() external view returns (ICommonToken);

    /// @notice Returns the staking contract whose votes are added.
    // solhint-disable-next-line func-name-mixedcase
    function STAKING() external view returns (IStaking);
}
