// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC5805} from "@openzeppelin/contracts/interfaces/IERC5805.sol";
import {ICommonToken} from "../token/ICommonToken.sol";

/// @title IStaking
/// @notice Bonds {ICommonToken}: stake backs oracle seats, votes, leaves through a queue and can be slashed on the way.
/// @dev Three states of a bonded token: *active* (votes, may back a seat), *allocated* (the part of the active stake
/// that backs a seat and may not leave) and *exiting* (queued, without a vote, still slashable).
/// Active stake votes at once, for the staker itself until it delegates elsewhere. All figures come from an internal
/// ledger: tokens sent to this contract by a plain transfer change nobody's stake and cannot be recovered.
interface IStaking is IERC5805 {
    // --- Events ---

    /// @notice Emitted when `account` bonds `amount` tokens.
    event Staked(address indexed account, uint256 amount);

    /// @notice Emitted when `account` queues `amount` of active stake, payable from `unlockedAt` on.
    event ExitRequested(address indexed account, uint256 indexed exitId, uint256 amount, uint48 unlockedAt);

    /// @notice Emitted when `account` is paid `amount` for an exit: less than it asked for if it was slashed meanwhile.
    event ExitReleased(address indexed account, uint256 indexed exitId, uint256 amount);

    /// @notice Emitted when a slash left so little in the queue of `account` that it was closed: `returned` is active
    /// stake again and every exit requested before is worth nothing.
    event ExitQueueClosed(address indexed account, uint256 returned);

    /// @notice Emitted when `amount` of the active stake of `account` starts to back a seat.
    event StakeAllocated(address indexed account, uint256 amount);

    /// @notice Emitted when `amount` of the active stake of `account` is free again.
    event StakeDeallocated(address indexed account, uint256 amount);

    /// @notice Emitted when `account` loses `fromActive` of its active stake and `fromExits` of its queued exits.
    event StakeSlashed(address indexed account, bytes32 indexed offenceId, uint256 fromActive, uint256 fromExits);

    // --- Errors ---

    /// @notice The amount is zero; it must be at least one wei.
    error StakingAmountZero();

    /// @notice `account` has only `free` active stake that backs no seat, less than `amount`.
    error StakingFreeStakeInsufficient(address account, uint256 amount, uint256 free);

    /// @notice `account` has no exit `exitId`: it never existed or was released.
    error StakingExitUnknown(address account, uint256 exitId);

    /// @notice Exit `exitId` of `account` is locked until `unlockedAt`.
    error StakingExitLocked(address account, uint256 exitId, uint48 unlockedAt);

    /// @notice The offence `offenceId` was punished before.
    error StakingOffenceUsed(bytes32 offenceId);

    // --- Staking ---

    /// @notice Bonds `amount` of the caller's tokens, which it has approved to this contract before.
    function stake(uint256 amount) external;

    /// @notice Bonds `amount` of the caller's tokens with a permit signed for exactly `amount`.
    /// @dev A permit that somebody else used first, or that is invalid, is ignored: then the allowance decides.
    function stakeWithPermit(uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;

    /// @notice Queues `amount` of the caller's unallocated active stake; it loses its vote now and can be released
    /// after {EXIT_SECONDS}.
    /// @dev Cannot be undone. The queued amount stays slashable until it is released.
    /// @return exitId The number of the exit among the caller's exits, from 1.
    function requestExit(uint256 amount) external returns (uint256 exitId);

    /// @notice Pays the caller what is left of its exit `exitId`.
    /// @return amount What was paid: zero if the exit was slashed completely.
    function release(uint256 exitId) external returns (uint256 amount);

    // --- Seats and offences ---

    /// @notice Marks `amount` more of the active stake of `account` as backing a seat.
    /// @dev Restricted by the access manager (the score board), which is believed about `account` having asked for it.
    function allocate(address account, uint256 amount) external;

    /// @notice Frees `amount` of the allocated stake of `account`, or all of it if a slash left less.
    /// @dev Restricted by the access manager (the score board). Never reverts for lack of allocation, so that a seat
    /// can always be given up.
    /// @return deallocated What was freed.
    function deallocate(address account, uint256 amount) external returns (uint256 deallocated);

    /// @notice Burns up to `amount` of what `account` has bonded: active stake first, then all its exits pro rata.
    /// @dev Restricted by the access manager (the score board), which is believed about the offence. Cannot be undone.
    /// Costs the same for one queued exit as for a thousand. Takes what there is, so it never reverts for a fresh
    /// `offenceId`. An allocation above the remaining active stake shrinks to it.
    /// A queue that slashes have left with less than 2^-64 of its value per share is closed: its exits are void and
    /// the rest, if any, is active stake again, which loses nothing but has to be queued anew.
    /// @return slashed What was burned, at most `amount`.
    function slash(address account, uint256 amount, bytes32 offenceId) external returns (uint256 slashed);

    // --- Views ---

    /// @notice Returns the active stake of `account`, allocated stake included: its voting units.
    function stakeOf(address account) external view returns (uint256);

    /// @notice Returns the part of the active stake of `account` that backs seats.
    function allocatedOf(address account) external view returns (uint256);

    /// @notice Returns what `account` has in its exit queue, before and after its unlock date.
    function exitingOf(address account) external view returns (uint256);

    /// @notice Returns what exit `exitId` of `account` is worth now and from when it can be released.
    /// @dev Both are zero for an exit that never existed or was released; only `amount` is zero for one slashed away.
    function exitOf(address account, uint256 exitId) external view returns (uint256 amount, uint48 unlockedAt);

    /// @notice Returns the number of exits that `account` ever requested: identifiers run from 1 to this.
    function exitCountOf(address account) external view returns (uint256);

    /// @notice Returns whether `offenceId` was punished.
    function isOffenceUsed(bytes32 offenceId) external view returns (bool);

    /// @notice Returns active stake and queued exits of all accounts together.
    function totalBonded() external view returns (uint256);

    /// @notice Returns the bonded token.
    // solhint-disable-next-line func-name-mixedcase
    function TOKEN() external view returns (ICommonToken);

    /// @notice Returns the time between the request of an exit and its release.
    // solhint-disable-next-line func-name-mixedcase
    function EXIT_SECONDS() external view returns (uint48);
}
