// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {DatasetRegistry} from "../../contracts/registry/DatasetRegistry.sol";
import {IRewardPool} from "../../contracts/rewards/IRewardPool.sol";
import {RewardPool} from "../../contracts/rewards/RewardPool.sol";
import {PaymentToken} from "../mocks/PaymentToken.sol";
import {vm} from "../support/Vm.sol";
import {RewardPoolHandler} from "./RewardPoolHandler.sol";

/// @notice What must hold for the money of all rounds after any sequence of calls.
contract RewardPoolInvariantTest {
    RewardPool private _pool;
    RewardPoolHandler private _handler;
    PaymentToken[2] private _tokens;

    function setUp() external {
        AccessManager manager = new AccessManager(address(this));
        DatasetRegistry datasets = new DatasetRegistry(address(manager));
        vm.prank(address(0xDA7A));
        datasets.register("manifest");
        _pool = new RewardPool(address(manager), datasets);
        for (uint256 i = 0; i < _tokens.length; ++i) {
            _tokens[i] = new PaymentToken();
            _pool.setTokenAllowed(address(_tokens[i]), true);
        }
        _handler = new RewardPoolHandler(_pool, _tokens);
        // Unmapped restricted functions belong to the admin role.
        manager.grantRole(manager.ADMIN_ROLE(), address(_handler), 0);
    }

    function invariant_POT1_claimedIsAtMostFunded() external view {
        for (uint256 roundId = 1; roundId <= _handler.roundCount(); ++roundId) {
            for (uint256 t = 0; t < _tokens.length; ++t) {
                address token = address(_tokens[t]);
                assert(_claimed(roundId, token) <= _pool.potOf(roundId, token).funded);
            }
        }
    }

    function invariant_POT1_balanceIsWhatIsOwed() external view {
        for (uint256 t = 0; t < _tokens.length; ++t) {
            address token = address(_tokens[t]);
            uint256 owed = _pool.revenueOf(1, token) + _handler.donatedOf(token);
            for (uint256 modelId = 1; modelId <= _handler.MODELS(); ++modelId) owed += _pool.reserveOf(modelId, token);
            for (uint256 roundId = 1; roundId <= _handler.roundCount(); ++roundId) owed += _owedIn(roundId, token);
            assert(_tokens[t].balanceOf(address(_pool)) == owed);
        }
    }

    function invariant_POT2_dustIsBelowOneUnitAContributor() external view {
        for (uint256 roundId = 1; roundId <= _handler.roundCount(); ++roundId) {
            for (uint256 t = 0; t < _tokens.length; ++t) {
                address token = address(_tokens[t]);
                if (_pool.potOf(roundId, token).level == 0) continue;
                uint256 claimable = 0;
                for (uint256 i = 0; i < _handler.CONTRIBUTORS(); ++i) claimable += _claimable(roundId, token, i);
                uint256 left = _pool.potOf(roundId, token).funded - _claimed(roundId, token);
                assert(left - claimable < _handler.CONTRIBUTORS());
            }
        }
    }

    function invariant_POT5_claimedAndClaimableAreTheShareOfTheTotal() external view {
        for (uint256 roundId = 1; roundId <= _handler.roundCount(); ++roundId) {
            for (uint256 t = 0; t < _tokens.length; ++t) {
                address token = address(_tokens[t]);
                IRewardPool.Pot memory pot = _pool.potOf(roundId, token);
                if (pot.level == 0) continue;
                for (uint256 i = 0; i < _handler.CONTRIBUTORS(); ++i) {
                    uint256 due = (uint256(pot.funded) * _handler.scoreOf(roundId, i)) / pot.totalScore;
                    assert(_handler.claimedOf(roundId, token, i) + _claimable(roundId, token, i) == due);
                }
            }
        }
    }

    /// @notice Names the contracts whose functions the fuzzer calls.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function _owedIn(uint256 roundId, address token) private view returns (uint256 owed) {
        IRewardPool.Account memory account = _pool.accountOf(roundId);
        uint256 funded = _pool.potOf(roundId, token).funded;
        if (account.outcome == IRewardPool.Outcome.Settled) owed = funded - _claimed(roundId, token);
        if (account.token != token) return owed;

        owed += account.fee;
        if (account.outcome == IRewardPool.Outcome.Open) return owed + funded;
        if (account.outcome >= IRewardPool.Outcome.Refunded) {
            for (uint256 i = 0; i < _handler.CONTRIBUTORS(); ++i) {
                owed += _pool.contributionOf(roundId, _handler.contributorOf(i));
            }
        }
        if (account.outcome >= IRewardPool.Outcome.SponsorSilent) owed += funded - _handler.forfeitPaidOf(roundId);
    }

    function _claimed(uint256 roundId, address token) private view returns (uint256 amount) {
        for (uint256 i = 0; i < _handler.CONTRIBUTORS(); ++i) amount += _handler.claimedOf(roundId, token, i);
    }

    function _claimable(uint256 roundId, address token, uint256 index) private view returns (uint256 amount) {
        return _pool.claimableOf(roundId, token, index, _handler.scoreOf(roundId, index));
    }
}
