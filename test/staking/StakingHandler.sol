// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CommonToken} from "../../contracts/token/CommonToken.sol";
import {Staking} from "../../contracts/staking/Staking.sol";
import {vm} from "../support/Vm.sol";

/// @notice Stakes, exits, backs seats, slashes and donates as three actors, with bounded inputs, and keeps count.
/// @dev It is the admin of the access manager, so it may call restricted functions. No call may revert.
contract StakingHandler {
    /// @notice What an actor put in, took out and lost.
    struct Ledger {
        uint256 staked;
        uint256 released;
        uint256 slashed;
    }

    uint256 private constant _MAX_WARP_SECONDS = 20 days;

    CommonToken private immutable _TOKEN;
    Staking private immutable _STAKING;

    address[3] private _actors = [address(0xA11CE), address(0xB0B), address(0xCA401)];
    mapping(address actor => Ledger ledger) private _ledgers;
    uint256 private _donated;
    uint256 private _offences;

    /// @param token The token, of which every actor will hold some.
    /// @param staking The staking contract, which every actor approves.
    constructor(CommonToken token, Staking staking) {
        _TOKEN = token;
        _STAKING = staking;
        for (uint256 i = 0; i < _actors.length; ++i) {
            vm.startPrank(_actors[i]);
            token.approve(address(staking), type(uint256).max);
            token.delegate(_actors[i]);
            vm.stopPrank();
        }
    }

    // --- Actions ---

    function stake(uint256 seed, uint256 amount) external {
        address actor = _actorOf(seed);
        uint256 balance = _TOKEN.balanceOf(actor);
        if (balance == 0) return;
        amount = _bound(amount, 1, balance);

        _ledgers[actor].staked += amount;
        vm.prank(actor);
        _STAKING.stake(amount);
    }

    function requestExit(uint256 seed, uint256 amount) external {
        address actor = _actorOf(seed);
        uint256 free = _STAKING.stakeOf(actor) - _STAKING.allocatedOf(actor);
        if (free == 0) return;

        vm.prank(actor);
        _STAKING.requestExit(_bound(amount, 1, free));
    }

    function release(uint256 seed, uint256 exitId) external {
        address actor = _actorOf(seed);
        uint256 count = _STAKING.exitCountOf(actor);
        if (count == 0) return;
        exitId = _bound(exitId, 1, count);
        (, uint48 unlockedAt) = _STAKING.exitOf(actor, exitId);
        if (unlockedAt == 0 || unlockedAt > block.timestamp) return;

        vm.prank(actor);
        _ledgers[actor].released += _STAKING.release(exitId);
    }

    function allocate(uint256 seed, uint256 amount) external {
        address actor = _actorOf(seed);
        _STAKING.allocate(actor, _bound(amount, 0, _STAKING.stakeOf(actor) - _STAKING.allocatedOf(actor)));
    }

    function deallocate(uint256 seed, uint256 amount) external {
        _STAKING.deallocate(_actorOf(seed), amount);
    }

    /// @dev Any amount at all: the slash takes what there is.
    function slash(uint256 seed, uint256 amount) external {
        address actor = _actorOf(seed);
        _ledgers[actor].slashed += _STAKING.slash(actor, amount, bytes32(++_offences));
    }

    /// @dev A part of what there is, as close to all of it as the fuzzer likes: this is what dilutes exit shares.
    function slashPart(uint256 seed, uint256 remaining) external {
        address actor = _actorOf(seed);
        uint256 bonded = _STAKING.stakeOf(actor) + _STAKING.exitingOf(actor);
        uint256 amount = bonded - _bound(remaining, 0, bonded);
        _ledgers[actor].slashed += _STAKING.slash(actor, amount, bytes32(++_offences));
    }

    function delegate(uint256 seed, uint256 delegateeSeed) external {
        // Every fourth time to nobody, which means back to oneself.
        address delegatee = delegateeSeed % 4 == 0 ? address(0) : _actorOf(delegateeSeed);
        vm.prank(_actorOf(seed));
        _STAKING.delegate(delegatee);
    }

    function donate(uint256 seed, uint256 amount) external {
        address actor = _actorOf(seed);
        amount = _bound(amount, 0, _TOKEN.balanceOf(actor) / 100);

        _donated += amount;
        vm.prank(actor);
        _TOKEN.transfer(address(_STAKING), amount);
    }

    function warp(uint256 elapsedSeconds) external {
        vm.warp(block.timestamp + _bound(elapsedSeconds, 1, _MAX_WARP_SECONDS));
    }

    // --- Counts ---

    function actors() external view returns (address[3] memory) {
        return _actors;
    }

    function ledgerOf(address actor) external view returns (Ledger memory) {
        return _ledgers[actor];
    }

    function donated() external view returns (uint256) {
        return _donated;
    }

    // --- Internal ---

    function _actorOf(uint256 seed) private view returns (address) {
        return _actors[seed % _actors.length];
    }

    function _bound(uint256 value, uint256 minimum, uint256 maximum) private pure returns (uint256) {
        uint256 span = maximum - minimum;
        return span == type(uint256).max ? value : minimum + (value % (span + 1));
    }
}
