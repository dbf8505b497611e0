// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";
import {IStaking} from "../staking/IStaking.sol";
import {ICommonToken} from "../token/ICommonToken.sol";
import {IVotingPower} from "./IVotingPower.sol";

/// @notice See {IVotingPower}.
contract VotingPower is IVotingPower {
    /// @inheritdoc IVotingPower
    ICommonToken public immutable TOKEN;

    /// @inheritdoc IVotingPower
    IStaking public immutable STAKING;

    /// @param token The token whose votes are added.
    /// @param staking The staking contract of `token`. Its immutable code is believed never to delegate the tokens it
    /// holds; that it has not done so before is checked.
    constructor(ICommonToken token, IStaking staking) {
        ICommonToken stakedToken = staking.TOKEN();
        require(address(stakedToken) == address(token), VotingPowerTokenMismatch(address(token), address(stakedToken)));
        address delegatee = token.delegates(address(staking));
        require(delegatee == address(0), VotingPowerStakedTokensDelegated(delegatee));

        TOKEN = token;
        STAKING = staking;
    }

    // --- Delegation, which happens at the sources ---

    /// @inheritdoc IVotes
    function delegate(address) external view {
        _revertDelegateAtSource();
    }

    /// @inheritdoc IVotes
    function delegateBySig(address, uint256, uint256, uint8, bytes32, bytes32) external view {
        _revertDelegateAtSource();
    }

    /// @inheritdoc IVotes
    function delegates(address) external view returns (address) {
        _revertDelegateAtSource();
    }

    // --- Votes ---

    /// @inheritdoc IVotes
    function getVotes(address account) external view returns (uint256) {
        return TOKEN.getVotes(account) + STAKING.getVotes(account);
    }

    /// @inheritdoc IVotes
    function getPastVotes(address account, uint256 timepoint) external view returns (uint256) {
        return TOKEN.getPastVotes(account, timepoint) + STAKING.getPastVotes(account, timepoint);
    }

    /// @inheritdoc IVotes
    function getPastTotalSupply(uint256 timepoint) external view returns (uint256) {
        return TOKEN.getPastTotalSupply(timepoint);
    }

    // --- Clock ---

    /// @inheritdoc IERC6372
    function clock() external view returns (uint48) {
        return Time.timestamp();
    }

    /// @inheritdoc IERC6372
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() external pure returns (string memory) {
        return "mode=timestamp";
    }

    // --- Internal ---

    function _revertDelegateAtSource() private view {
        revert VotingPowerDelegateAtSource(address(TOKEN), address(STAKING));
    }
}
