// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IStaking} from "../staking/IStaking.sol";
import {IOracleSeats} from "./IOracleSeats.sol";

/// @notice See {IOracleSeats}.
abstract contract OracleSeats is IOracleSeats, AccessManaged {
    using SafeCast for uint256;

    /// @notice Seats of a model.
    uint256 public constant MAX_SEATS = 16;
    /// @notice Bounds of the least stake that governance may set.
    uint256 public constant LOWEST_MIN_SEAT_STAKE = 1e18;
    uint256 public constant HIGHEST_MIN_SEAT_STAKE = 1_000_000e18;

    uint256 internal constant BPS = 10_000;
    uint256 private constant MIN_QUORUM_BPS = 5_001;
    uint256 private constant MIN_SLASH_BPS = 100;

    IStaking public immutable STAKING;

    uint256 private _minSeatStake;
    uint16 private _quorumBps;
    uint16 private _slashBps;
    mapping(uint256 modelId => Seat[] seats) private _seats;

    constructor(address authority, IStaking staking, Parameters memory parameters_) AccessManaged(authority) {
        STAKING = staking;
        _setParameters(parameters_);
    }

    /// @inheritdoc IOracleSeats
    function takeSeat(uint256 modelId, uint256 amount) external {
        Seat[] storage seats = _seats[modelId];
        uint256 place = _seatOf(seats, msg.sender);
        uint256 stake = (place < seats.length ? seats[place].stake : 0) + amount;
        require(stake >= _minSeatStake, OracleSeatsStakeTooLow(stake, _minSeatStake));
        Seat memory displaced;
        if (place == MAX_SEATS) {
            place = _leastOf(seats);
            displaced = seats[place];
            require(displaced.stake < stake, OracleSeatsFull(modelId, stake, displaced.stake));
        }

        if (place == seats.length) seats.push();
        seats[place] = Seat({oracle: msg.sender, stake: stake.toUint96()});
        if (displaced.oracle != address(0)) emit SeatLeft(modelId, displaced.oracle, displaced.stake);
        emit SeatTaken(modelId, msg.sender, stake);

        if (displaced.oracle != address(0)) STAKING.deallocate(displaced.oracle, displaced.stake);
        STAKING.allocate(msg.sender, amount);
    }

    /// @inheritdoc IOracleSeats
    function leaveSeat(uint256 modelId) external {
        require(_vacate(modelId, msg.sender), OracleSeatsNotSeated(modelId, msg.sender));
    }

    /// @inheritdoc IOracleSeats
    function setParameters(Parameters calldata parameters_) external restricted {
        _setParameters(parameters_);
    }

    /// @inheritdoc IOracleSeats
    function parameters() external view returns (Parameters memory current) {
        return Parameters({minSeatStake: _minSeatStake, quorumBps: _quorumBps, slashBps: _slashBps});
    }

    /// @inheritdoc IOracleSeats
    function seatsOf(uint256 modelId) public view returns (Seat[] memory seats) {
        return _seats[modelId];
    }

    /// @dev Takes the oracle's seat away, if it has one.
    function _vacate(uint256 modelId, address oracle) internal returns (bool wasSeated) {
        Seat[] storage seats = _seats[modelId];
        uint256 place = _seatOf(seats, oracle);
        if (place == seats.length) return false;

        uint256 stake = seats[place].stake;
        seats[place] = seats[seats.length - 1];
        seats.pop();
        emit SeatLeft(modelId, oracle, stake);

        STAKING.deallocate(oracle, stake);
        return true;
    }

    /// @dev Quorum and slash that a committee snapshotted now is bound to.
    function _committeeParameters() internal view returns (uint16 quorumBps, uint16 slashBps) {
        return (_quorumBps, _slashBps);
    }

    function _setParameters(Parameters memory parameters_) private {
        _requireWithin(parameters_.minSeatStake, LOWEST_MIN_SEAT_STAKE, HIGHEST_MIN_SEAT_STAKE);
        _requireWithin(parameters_.quorumBps, MIN_QUORUM_BPS, BPS);
        _requireWithin(parameters_.slashBps, MIN_SLASH_BPS, BPS);

        _minSeatStake = parameters_.minSeatStake;
        _quorumBps = parameters_.quorumBps;
        _slashBps = parameters_.slashBps;
        emit ParametersChanged(parameters_);
    }

    /// @dev Position of the oracle's seat, or the number of seats.
    function _seatOf(Seat[] storage seats, address oracle) private view returns (uint256 place) {
        while (place < seats.length && seats[place].oracle != oracle) ++place;
    }

    function _leastOf(Seat[] storage seats) private view returns (uint256 least) {
        for (uint256 i = 1; i < seats.length; ++i) if (seats[i].stake < seats[least].stake) least = i;
    }

    function _requireWithin(uint256 value, uint256 min, uint256 max) private pure {
        require(value >= min && value <= max, OracleSeatsParameterOutOfRange(value, min, max));
    }
}
