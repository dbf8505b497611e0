// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Oracle seats
/// @notice Staked places of oracles, per model. Every seat of a model is on the committee of its rounds: there is no lottery,
/// so nobody has to trust a source of randomness.
interface IOracleSeats {
    /// @notice One seat.
    struct Seat {
        address oracle;
        /// Stake allocated to the seat.
        uint96 stake;
    }

    /// @notice What governance may set; a committee is bound to what holds at its snapshot.
    struct Parameters {
        /// Least stake of a new seat.
        uint256 minSeatStake;
        /// Part of the committee's stake that must reveal, in basis points, above one half.
        uint16 quorumBps;
        /// Part of its stake that a silent member loses, in basis points.
        uint16 slashBps;
    }

    /// @notice `oracle` holds a seat of the model with `stake` allocated to it.
    event SeatTaken(uint256 indexed modelId, address indexed oracle, uint256 stake);
    /// @notice `oracle` left its seat, or was displaced by more stake; its stake is free again.
    event SeatLeft(uint256 indexed modelId, address indexed oracle, uint256 stake);
    /// @notice Governance changed the parameters.
    event ParametersChanged(Parameters parameters);

    /// @notice A seat would hold `stake`, below the least `minSeatStake`.
    error OracleSeatsStakeTooLow(uint256 stake, uint256 minSeatStake);
    /// @notice All seats are taken and the least of them holds `leastStake`, not less than `stake`.
    error OracleSeatsFull(uint256 modelId, uint256 stake, uint256 leastStake);
    /// @notice `oracle` has no seat of the model.
    error OracleSeatsNotSeated(uint256 modelId, address oracle);
    /// @notice A parameter's `value` is outside `min` to `max`.
    error OracleSeatsParameterOutOfRange(uint256 value, uint256 min, uint256 max);

    /// @notice Takes a seat of the model with `amount` of the caller's free stake, or adds it to the caller's seat.
    /// @dev When all sixteen seats are taken, more stake displaces the least.
    function takeSeat(uint256 modelId, uint256 amount) external;

    /// @notice Leaves the seat; its stake is free again. A committee that was snapshotted before still counts the oracle.
    function leaveSeat(uint256 modelId) external;

    /// @notice Sets the parameters of future seats and committees. Only governance.
    function setParameters(Parameters calldata parameters_) external;

    /// @notice The seats of a model, in no particular order.
    function seatsOf(uint256 modelId) external view returns (Seat[] memory seats);

    /// @notice The parameters that hold now.
    function parameters() external view returns (Parameters memory current);
}
