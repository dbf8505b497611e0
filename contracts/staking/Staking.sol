// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {Votes} from "@openzeppelin/contracts/governance/utils/Votes.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";
import {ICommonToken} from "../token/ICommonToken.sol";
import {IStaking} from "./IStaking.sol";

/// @notice See {IStaking}.
contract Staking is IStaking, AccessManaged, Votes {
    using Math for uint256;
    using SafeCast for uint256;
    using SafeERC20 for ICommonToken;

    /// @dev Two slots. Token amounts fit because the cap, 1e27, is below 2^96. `exiting` is shared out by shares:
    /// exiting ≤ exitShares ≤ exiting · 2^64 < 2^160 (see {_slashExits}).
    struct Account {
        uint96 active;
        uint96 allocated;
        uint32 exitEpoch;
        uint32 exitCount;
        uint96 exiting;
        uint160 exitShares;
    }

    /// @dev One slot. An exit of an earlier epoch than its account's is void.
    struct Exit {
        uint160 shares;
        uint32 epoch;
        uint48 unlockedAt;
    }

    /// @inheritdoc IStaking
    uint48 public constant EXIT_SECONDS = 14 days;

    /// @dev A queue whose shares are worth less than 2^-64 wei is closed, which bounds the number of shares.
    uint256 private constant _MAX_SHARES_PER_WEI = 2 ** 64;

    /// @inheritdoc IStaking
    ICommonToken public immutable TOKEN;

    uint256 private _totalBonded;
    mapping(address account => Account) private _accounts;
    mapping(address account => mapping(uint256 exitId => Exit)) private _exits;
    mapping(bytes32 offenceId => bool) private _isOffenceUsed;

    /// @param authority The access manager that decides who may allocate and slash.
    /// @param token The token that is bonded.
    constructor(address authority, ICommonToken token) AccessManaged(authority) EIP712("Commonweights Staking", "1") {
        TOKEN = token;
    }

    // --- Staking ---

    /// @inheritdoc IStaking
    function stake(uint256 amount) external {
        _stake(amount);
    }

    /// @inheritdoc IStaking
    function stakeWithPermit(uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external {
        // Before the effects, as the allowance is what pays for them. A front-run permit has left that allowance.
        // solhint-disable-next-line no-empty-blocks
        try TOKEN.permit(msg.sender, address(this), amount, deadline, v, r, s) {} catch {}

        _stake(amount);
    }

    /// @inheritdoc IStaking
    function requestExit(uint256 amount) external returns (uint256 exitId) {
        Account storage account = _accounts[msg.sender];
        require(amount > 0, StakingAmountZero());
        uint256 free = account.active - account.allocated;
        require(amount <= free, StakingFreeStakeInsufficient(msg.sender, amount, free));

        uint256 exiting = account.exiting;
        uint256 shares = exiting == 0 ? amount : amount.mulDiv(account.exitShares, exiting);
        uint48 unlockedAt = clock() + EXIT_SECONDS;
        exitId = ++account.exitCount;
        account.active -= amount.toUint96();
        account.exiting += amount.toUint96();
        account.exitShares += shares.toUint160();
        _exits[msg.sender][exitId] = Exit({
            shares: shares.toUint160(),
            epoch: account.exitEpoch,
            unlockedAt: unlockedAt
        });
        _transferVotingUnits(msg.sender, address(0), amount);
        emit ExitRequested(msg.sender, exitId, amount, unlockedAt);
    }

    /// @inheritdoc IStaking
    function release(uint256 exitId) external returns (uint256 amount) {
        Account storage account = _accounts[msg.sender];
        Exit memory exit = _exits[msg.sender][exitId];
        require(exit.unlockedAt != 0, StakingExitUnknown(msg.sender, exitId));
        require(clock() >= exit.unlockedAt, StakingExitLocked(msg.sender, exitId, exit.unlockedAt));

        amount = _amountOf(account, exit);
        delete _exits[msg.sender][exitId];
        if (exit.epoch == account.exitEpoch) {
            account.exiting -= amount.toUint96();
            account.exitShares -= exit.shares;
            _totalBonded -= amount;
        }
        emit ExitReleased(msg.sender, exitId, amount);

        TOKEN.safeTransfer(msg.sender, amount);
    }

    // --- Seats and offences ---

    /// @inheritdoc IStaking
    function allocate(address account, uint256 amount) external restricted {
        Account storage target = _accounts[account];
        uint256 free = target.active - target.allocated;
        require(amount <= free, StakingFreeStakeInsufficient(account, amount, free));

        target.allocated += amount.toUint96();
        emit StakeAllocated(account, amount);
    }

    /// @inheritdoc IStaking
    function deallocate(address account, uint256 amount) external restricted returns (uint256 deallocated) {
        Account storage target = _accounts[account];
        deallocated = amount.min(target.allocated);

        target.allocated -= deallocated.toUint96();
        emit StakeDeallocated(account, deallocated);
    }

    /// @inheritdoc IStaking
    function slash(address account, uint256 amount, bytes32 offenceId) external restricted returns (uint256 slashed) {
        require(!_isOffenceUsed[offenceId], StakingOffenceUsed(offenceId));

        Account storage target = _accounts[account];
        uint256 fromActive = amount.min(target.active);
        uint256 fromExits = (amount - fromActive).min(target.exiting);
        slashed = fromActive + fromExits;
        _isOffenceUsed[offenceId] = true;
        _totalBonded -= slashed;
        if (fromActive > 0) _slashActive(account, target, fromActive);
        if (fromExits > 0) _slashExits(account, target, fromExits);
        emit StakeSlashed(account, offenceId, fromActive, fromExits);

        if (slashed > 0) TOKEN.burn(slashed);
    }

    // --- Views ---

    /// @inheritdoc IStaking
    function stakeOf(address account) external view returns (uint256) {
        return _accounts[account].active;
    }

    /// @inheritdoc IStaking
    function allocatedOf(address account) external view returns (uint256) {
        return _accounts[account].allocated;
    }

    /// @inheritdoc IStaking
    function exitingOf(address account) external view returns (uint256) {
        return _accounts[account].exiting;
    }

    /// @inheritdoc IStaking
    function exitOf(address account, uint256 exitId) external view returns (uint256 amount, uint48 unlockedAt) {
        Exit memory exit = _exits[account][exitId];
        return (_amountOf(_accounts[account], exit), exit.unlockedAt);
    }

    /// @inheritdoc IStaking
    function exitCountOf(address account) external view returns (uint256) {
        return _accounts[account].exitCount;
    }

    /// @inheritdoc IStaking
    function isOffenceUsed(bytes32 offenceId) external view returns (bool) {
        return _isOffenceUsed[offenceId];
    }

    /// @inheritdoc IStaking
    function totalBonded() external view returns (uint256) {
        return _totalBonded;
    }

    /// @inheritdoc IVotes
    /// @dev A staker that chose no delegate votes for itself: without this, undelegated stake would have no vote.
    function delegates(address account) public view override(Votes, IVotes) returns (address) {
        address chosen = super.delegates(account);
        return chosen == address(0) ? account : chosen;
    }

    /// @inheritdoc IERC6372
    function clock() public view override(Votes, IERC6372) returns (uint48) {
        return Time.timestamp();
    }

    /// @inheritdoc IERC6372
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override(Votes, IERC6372) returns (string memory) {
        return "mode=timestamp";
    }

    // --- Internal ---

    /// @dev Delegating to nobody means delegating to oneself: otherwise the votes would leave the account while
    /// {delegates} still names it, and the next exit or slash would subtract them twice.
    function _delegate(address account, address delegatee) internal override {
        super._delegate(account, delegatee == address(0) ? account : delegatee);
    }

    function _getVotingUnits(address account) internal view override returns (uint256) {
        return _accounts[account].active;
    }

    function _stake(uint256 amount) private {
        require(amount > 0, StakingAmountZero());

        _accounts[msg.sender].active += amount.toUint96();
        _totalBonded += amount;
        _transferVotingUnits(address(0), msg.sender, amount);
        emit Staked(msg.sender, amount);

        TOKEN.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @dev `fromActive` is at most the active stake.
    function _slashActive(address account, Account storage target, uint256 fromActive) private {
        uint96 active = target.active - fromActive.toUint96();
        target.active = active;
        if (target.allocated > active) target.allocated = active;
        _transferVotingUnits(account, address(0), fromActive);
    }

    /// @dev `fromExits` is at most the queue. Without the closing of a queue worth next to nothing per share, shares
    /// would overflow when it fills again; with it, they stay below 2^160, and a queue slashed to zero starts afresh.
    function _slashExits(address account, Account storage target, uint256 fromExits) private {
        uint256 remaining = target.exiting - fromExits;
        if (remaining * _MAX_SHARES_PER_WEI >= target.exitShares) {
            target.exiting = remaining.toUint96();
            return;
        }

        ++target.exitEpoch;
        target.exitShares = 0;
        target.exiting = 0;
        if (remaining > 0) {
            target.active += remaining.toUint96();
            _transferVotingUnits(address(0), account, remaining);
        }
        emit ExitQueueClosed(account, remaining);
    }

    function _amountOf(Account storage account, Exit memory exit) private view returns (uint256) {
        if (exit.shares == 0 || exit.epoch != account.exitEpoch) return 0;
        return uint256(exit.shares).mulDiv(account.exiting, account.exitShares);
    }
}
