// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {CommonToken} from "../../contracts/token/CommonToken.sol";
import {Staking} from "../../contracts/staking/Staking.sol";
import {vm} from "../support/Vm.sol";

/// @notice The arithmetic of exit shares against the obvious division.
contract StakingFuzzTest {
    address private constant _ALICE = address(0xA11CE);

    CommonToken private _token;
    Staking private _staking;

    function setUp() external {
        vm.warp(1_800_000_000);
        AccessManager manager = new AccessManager(address(this));
        _token = new CommonToken(address(manager), _ALICE, 1_000_000_000e18);
        _staking = new Staking(address(manager), _token);
        vm.prank(_ALICE);
        _token.approve(address(_staking), type(uint256).max);
    }

    function testFuzz_slashTakesFromExitsProRata(uint88[4] calldata amounts, uint256 slashed) external {
        uint256 total = _queue(amounts);
        slashed %= total + 1;
        uint256 remaining = total - slashed;

        assert(_staking.slash(_ALICE, slashed, "offence") == slashed);

        if (_staking.exitingOf(_ALICE) != remaining) {
            // The queue was closed: next to nothing was left, and it is active again.
            assert(remaining << 64 < total);
            assert(_staking.stakeOf(_ALICE) == remaining);
            return;
        }
        for (uint256 i = 0; i < amounts.length; ++i) {
            (uint256 amount, ) = _staking.exitOf(_ALICE, i + 1);
            // Both factors are below 2^90, so the product fits.
            assert(amount == ((uint256(amounts[i]) + 1) * remaining) / total);
        }
    }

    function testFuzz_releasesPayEverythingThatWasNotSlashed(
        uint88[4] calldata amounts,
        uint256 firstSlash,
        uint256 later,
        uint256 secondSlash
    ) external {
        uint256 total = _queue(amounts);
        firstSlash %= total + 1;
        _staking.slash(_ALICE, firstSlash, "first");
        later = 1 + (later % 1e27);
        if (later > _token.balanceOf(_ALICE)) later = _token.balanceOf(_ALICE);
        if (later > 0) _stakeAndQueue(later);
        uint256 slashed = firstSlash + _staking.slash(_ALICE, secondSlash, "second");
        uint256 stillActive = _staking.stakeOf(_ALICE);
        uint256 before = _token.balanceOf(_ALICE);

        vm.warp(block.timestamp + _staking.EXIT_SECONDS());
        uint256 count = _staking.exitCountOf(_ALICE);
        for (uint256 exitId = 1; exitId <= count; ++exitId) {
            vm.prank(_ALICE);
            _staking.release(exitId);
        }

        assert(_token.balanceOf(_ALICE) - before == total + later - slashed - stillActive);
        assert(_staking.exitingOf(_ALICE) == 0);
        assert(_staking.totalBonded() == stillActive);
    }

    function testFuzz_newExitIsWorthWhatWasQueued(uint88[4] calldata amounts, uint256 slashed, uint256 later) external {
        uint256 total = _queue(amounts);
        _staking.slash(_ALICE, slashed % (total + 1), "offence");
        later = 1 + (later % _token.balanceOf(_ALICE));
        uint256 freed = _staking.stakeOf(_ALICE);

        _stakeAndQueue(later);

        (uint256 amount, ) = _staking.exitOf(_ALICE, _staking.exitCountOf(_ALICE));
        assert(amount <= later);
        assert(later - amount <= 1);
        assert(_staking.stakeOf(_ALICE) == freed);
    }

    /// @dev Queues four exits of one wei more than each of `amounts`, so that none is empty.
    function _queue(uint88[4] calldata amounts) private returns (uint256 total) {
        for (uint256 i = 0; i < amounts.length; ++i) {
            uint256 amount = uint256(amounts[i]) + 1;
            vm.assume(total + amount < 1_000_000_000e18);
            total += amount;
            _stakeAndQueue(amount);
        }
    }

    function _stakeAndQueue(uint256 amount) private {
        vm.startPrank(_ALICE);
        _staking.stake(amount);
        _staking.requestExit(amount);
        vm.stopPrank();
    }
}
