// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {CommonToken} from "../../contracts/token/CommonToken.sol";
import {Staking} from "../../contracts/staking/Staking.sol";
import {StakingHandler} from "./StakingHandler.sol";
import {vm} from "../support/Vm.sol";

/// @notice What must hold for staking after any sequence of calls.
/// hardhat-config: invariant.fail-on-revert = true
contract StakingInvariantTest {
    /// @dev What each of the three actors holds at the start.
    uint256 private constant _HOLDING = 1_000_000e18;

    CommonToken private _token;
    Staking private _staking;
    StakingHandler private _handler;

    function setUp() external {
        vm.warp(1_800_000_000);
        AccessManager manager = new AccessManager(address(this));
        _token = new CommonToken(address(manager), address(this), 3 * _HOLDING);
        _staking = new Staking(address(manager), _token);
        _handler = new StakingHandler(_token, _staking);
        // Unmapped restricted functions belong to the admin role.
        manager.grantRole(manager.ADMIN_ROLE(), address(_handler), 0);
        address[3] memory actors = _handler.actors();
        for (uint256 i = 0; i < actors.length; ++i) _token.transfer(actors[i], _HOLDING);
    }

    function invariant_STK1_stakesAndExitsSumToTotalBonded() external view {
        uint256 bonded = 0;
        address[3] memory actors = _handler.actors();
        for (uint256 i = 0; i < actors.length; ++i) {
            uint256 exiting = _staking.exitingOf(actors[i]);
            bonded += _staking.stakeOf(actors[i]) + exiting;

            uint256 count = _staking.exitCountOf(actors[i]);
            uint256 exits = 0;
            for (uint256 exitId = 1; exitId <= count; ++exitId) {
                (uint256 amount, ) = _staking.exitOf(actors[i], exitId);
                exits += amount;
            }
            // Each exit is rounded down by less than a wei; the last one released takes what that left.
            assert(exits <= exiting);
            assert(exiting - exits <= count);
        }
        assert(bonded == _staking.totalBonded());
    }

    function invariant_STK2_balanceIsBondedPlusDonated() external view {
        assert(_token.balanceOf(address(_staking)) == _staking.totalBonded() + _handler.donated());
    }

    function invariant_STK4_stakeFallsOnlyByReleaseAndSlash() external view {
        address[3] memory actors = _handler.actors();
        for (uint256 i = 0; i < actors.length; ++i) {
            StakingHandler.Ledger memory ledger = _handler.ledgerOf(actors[i]);
            uint256 bonded = _staking.stakeOf(actors[i]) + _staking.exitingOf(actors[i]);
            assert(bonded == ledger.staked - ledger.released - ledger.slashed);
        }
    }

    function invariant_STK5_slashedIsBurnedAndAtMostBonded() external view {
        uint256 staked = 0;
        uint256 slashed = 0;
        address[3] memory actors = _handler.actors();
        for (uint256 i = 0; i < actors.length; ++i) {
            staked += _handler.ledgerOf(actors[i]).staked;
            slashed += _handler.ledgerOf(actors[i]).slashed;
        }
        assert(slashed <= staked);
        assert(_token.totalSupply() == 3 * _HOLDING - slashed);
    }

    function invariant_STK6_allocatedStakeStaysActive() external view {
        address[3] memory actors = _handler.actors();
        for (uint256 i = 0; i < actors.length; ++i) {
            assert(_staking.allocatedOf(actors[i]) <= _staking.stakeOf(actors[i]));
        }
    }

    function invariant_VOT1_votesAreActiveStakeAndAtMostSupply() external view {
        uint256 active = 0;
        uint256 stakedVotes = 0;
        uint256 tokenVotes = 0;
        address[3] memory actors = _handler.actors();
        for (uint256 i = 0; i < actors.length; ++i) {
            active += _staking.stakeOf(actors[i]);
            stakedVotes += _staking.getVotes(actors[i]);
            tokenVotes += _token.getVotes(actors[i]);
        }
        assert(stakedVotes == active);
        assert(stakedVotes + tokenVotes <= _token.totalSupply());
    }

    /// @notice Names the contracts whose functions the fuzzer calls.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }
}
