// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPromotable} from "./IPromotable.sol";

/// @title IModelGovernor
/// @notice Members vote on calls that a timelock then makes; promoting and rolling back a model are typed proposals.
/// @dev OpenZeppelin's Governor with simple counting, a quorum as a percentage of the supply, an extension after a late
/// quorum and a timelock. Three rules are stricter:
/// - Every description ends with `#proposer=0x…` naming its proposer, so that nobody can submit it first and cancel it.
/// - Every setting that members may change has a lower and an upper bound in code.
/// - A proposal executes only while each of its targets has the code that it had when the proposal was made. A proxy
///   whose implementation changes, and execution by another executor of the timelock, are outside this check: the
///   governor must be the timelock's only proposer and executor.
interface IModelGovernor {
    /// @notice The initial settings; each is checked against the bounds below.
    struct Parameters {
        /// Seconds between a proposal and its snapshot.
        uint48 votingDelay;
        /// Seconds of voting after the snapshot.
        uint32 votingPeriod;
        /// Votes that a proposer needs, in wei of the token.
        uint256 proposalThreshold;
        /// Votes for and abstaining that a decision needs, in percent of the token supply at the snapshot.
        uint256 quorumNumerator;
        /// Seconds of voting that remain at least once the quorum is reached.
        uint48 lateQuorumExtension;
    }

    // --- Events ---

    /// @notice Emitted when `proposalId` proposes to make `toVersion` of a model live on the report `reportDigest`.
    event PromotionProposed(
        uint256 indexed proposalId,
        uint256 indexed modelId,
        uint32 fromVersion,
        uint32 toVersion,
        bytes32 reportDigest
    );

    /// @notice Emitted when `proposalId` proposes to go back from `fromVersion` of a model to `toVersion`.
    event RollbackProposed(uint256 indexed proposalId, uint256 indexed modelId, uint32 fromVersion, uint32 toVersion);

    // --- Errors ---

    /// @notice The description must end with `expectedSuffix`, which binds it to its `proposer`.
    error ModelGovernorDescriptionUnbound(address proposer, string expectedSuffix);

    /// @notice The code of a target changed after the proposal: `actualCodeDigest` is not `expectedCodeDigest`.
    error ModelGovernorTargetCodeChanged(uint256 proposalId, bytes32 expectedCodeDigest, bytes32 actualCodeDigest);

    /// @notice `votingDelay` must lie between `minimum` and `maximum`, in seconds.
    error ModelGovernorVotingDelayOutOfRange(uint256 votingDelay, uint256 minimum, uint256 maximum);

    /// @notice `votingPeriod` must lie between `minimum` and `maximum`, in seconds.
    error ModelGovernorVotingPeriodOutOfRange(uint256 votingPeriod, uint256 minimum, uint256 maximum);

    /// @notice `proposalThreshold` must not be above `maximum`, in wei of the token.
    error ModelGovernorProposalThresholdTooHigh(uint256 proposalThreshold, uint256 maximum);

    /// @notice `quorumNumerator` must lie between `minimum` and `maximum`, in percent.
    error ModelGovernorQuorumOutOfRange(uint256 quorumNumerator, uint256 minimum, uint256 maximum);

    /// @notice `lateQuorumExtension` must be at least `minimum`, in seconds.
    error ModelGovernorLateQuorumExtensionTooShort(uint256 lateQuorumExtension, uint256 minimum);

    // --- Typed proposals ---

    /// @notice Proposes that `toVersion` of model `modelId` goes live in place of `fromVersion`.
    /// @dev Whoever has the threshold of votes may propose. Nothing about the versions is checked here: the registry
    /// checks them when the proposal executes. The proposer suffix is appended to `description`.
    /// @param reportDigest The SHA-256 digest of the evaluation report that members should read.
    function proposePromotion(
        uint256 modelId,
        uint32 fromVersion,
        uint32 toVersion,
        bytes32 reportDigest,
        string calldata description
    ) external returns (uint256 proposalId);

    /// @notice Proposes that model `modelId` goes back from `fromVersion` to the earlier `toVersion`.
    /// @dev As {proposePromotion}.
    function proposeRollback(
        uint256 modelId,
        uint32 fromVersion,
        uint32 toVersion,
        string calldata description
    ) external returns (uint256 proposalId);

    // --- Views ---

    /// @notice Returns the digest of the targets' code that `proposalId` was made for, zero if it does not exist.
    /// @dev keccak256 of the ABI-encoded array of the targets' code hashes, zero standing for no code.
    function codeDigestOf(uint256 proposalId) external view returns (bytes32);

    /// @notice Returns the model registry that typed proposals call.
    // solhint-disable-next-line func-name-mixedcase
    function MODEL_REGISTRY() external view returns (IPromotable);
}
