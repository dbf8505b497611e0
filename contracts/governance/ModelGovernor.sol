// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorPreventLateQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorPreventLateQuorum.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {GovernorVotesQuorumFraction} from "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";
import {IModelGovernor} from "./IModelGovernor.sol";
import {IPromotable} from "./IPromotable.sol";
import {IVotingPower} from "./IVotingPower.sol";

/// @notice See {IModelGovernor}.
contract ModelGovernor is
    IModelGovernor,
    GovernorSettings,
    GovernorCountingSimple,
    GovernorVotesQuorumFraction,
    GovernorPreventLateQuorum,
    GovernorTimelockControl
{
    uint48 private constant _MIN_VOTING_DELAY = 1 hours;
    uint48 private constant _MAX_VOTING_DELAY = 14 days;
    uint32 private constant _MIN_VOTING_PERIOD = 1 days;
    uint32 private constant _MAX_VOTING_PERIOD = 30 days;
    /// @dev One percent of the token's cap.
    uint256 private constant _MAX_PROPOSAL_THRESHOLD = 10_000_000e18;
    uint256 private constant _MIN_QUORUM_PERCENT = 1;
    uint256 private constant _MAX_QUORUM_PERCENT = 40;
    uint48 private constant _MIN_LATE_QUORUM_EXTENSION = 1 hours;

    /// @dev A description ends with this marker and the characters of an address, `0x` included.
    bytes10 private constant _PROPOSER_MARKER = "#proposer=";
    uint256 private constant _ADDRESS_LENGTH = 42;
    uint256 private constant _SUFFIX_LENGTH = 52;

    /// @inheritdoc IModelGovernor
    IPromotable public immutable MODEL_REGISTRY;

    mapping(uint256 proposalId => bytes32 codeDigest) private _codeDigests;

    /// @dev Set by {_countVote} for {_tallyUpdated}, which follows in the same call.
    bool private transient _mayExtendDeadline;

    /// @param parameters The initial settings.
    /// @param timelock The timelock that executes; the governor must become its only proposer and executor.
    /// @param votingPower The source of votes and supply, with a timestamp clock.
    /// @param modelRegistry The registry that typed proposals call.
    constructor(
        Parameters memory parameters,
        TimelockController timelock,
        IVotingPower votingPower,
        IPromotable modelRegistry
    )
        Governor("Commonweights Governor")
        GovernorSettings(parameters.votingDelay, parameters.votingPeriod, parameters.proposalThreshold)
        GovernorVotes(votingPower)
        GovernorVotesQuorumFraction(parameters.quorumNumerator)
        GovernorPreventLateQuorum(parameters.lateQuorumExtension)
        GovernorTimelockControl(timelock)
    {
        MODEL_REGISTRY = modelRegistry;
    }

    // --- Typed proposals ---

    /// @inheritdoc IModelGovernor
    function proposePromotion(
        uint256 modelId,
        uint32 fromVersion,
        uint32 toVersion,
        bytes32 reportDigest,
        string calldata description
    ) external returns (uint256 proposalId) {
        proposalId = _proposeToRegistry(
            abi.encodeCall(IPromotable.promote, (modelId, fromVersion, toVersion, reportDigest)),
            description
        );

        emit PromotionProposed(proposalId, modelId, fromVersion, toVersion, reportDigest);
    }

    /// @inheritdoc IModelGovernor
    function proposeRollback(
        uint256 modelId,
        uint32 fromVersion,
        uint32 toVersion,
        string calldata description
    ) external returns (uint256 proposalId) {
        proposalId = _proposeToRegistry(
            abi.encodeCall(IPromotable.rollback, (modelId, fromVersion, toVersion)),
            description
        );

        emit RollbackProposed(proposalId, modelId, fromVersion, toVersion);
    }

    // --- Views ---

    /// @inheritdoc IModelGovernor
    function codeDigestOf(uint256 proposalId) external view returns (bytes32) {
        return _codeDigests[proposalId];
    }

    /// @inheritdoc Governor
    /// @dev The clock of {IVotingPower}, without asking it: this is read several times per vote.
    function clock() public view override(Governor, GovernorVotes) returns (uint48) {
        return Time.timestamp();
    }

    /// @inheritdoc GovernorTimelockControl
    function state(uint256 proposalId) public view override(Governor, GovernorTimelockControl) returns (ProposalState) {
        return super.state(proposalId);
    }

    /// @inheritdoc GovernorPreventLateQuorum
    function proposalDeadline(
        uint256 proposalId
    ) public view override(Governor, GovernorPreventLateQuorum) returns (uint256) {
        return super.proposalDeadline(proposalId);
    }

    /// @inheritdoc GovernorTimelockControl
    function proposalNeedsQueuing(
        uint256 proposalId
    ) public view override(Governor, GovernorTimelockControl) returns (bool) {
        return super.proposalNeedsQueuing(proposalId);
    }

    /// @inheritdoc GovernorSettings
    function proposalThreshold() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.proposalThreshold();
    }

    /// @inheritdoc Governor
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override(Governor, GovernorVotes) returns (string memory) {
        return "mode=timestamp";
    }

    // --- Internal: proposals ---

    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal override returns (uint256 proposalId) {
        proposalId = super._propose(targets, values, calldatas, description, proposer);
        _codeDigests[proposalId] = _codeDigest(targets);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        bytes32 expected = _codeDigests[proposalId];
        bytes32 actual = _codeDigest(targets);
        require(actual == expected, ModelGovernorTargetCodeChanged(proposalId, expected, actual));

        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    // --- Internal: votes ---

    /// @dev Notes whether this vote could extend the deadline by reaching the quorum: it comes late and the quorum was
    /// not reached before. Only then {_tallyUpdated} needs the quorum, which costs a fifth of a vote to read.
    function _countVote(
        uint256 proposalId,
        address account,
        uint8 support,
        uint256 totalWeight,
        bytes memory params
    ) internal override(Governor, GovernorCountingSimple) returns (uint256) {
        bool isLate = clock() + lateQuorumVoteExtension() > proposalDeadline(proposalId);
        _mayExtendDeadline = isLate && !_quorumReached(proposalId);

        return super._countVote(proposalId, account, support, totalWeight, params);
    }

    function _tallyUpdated(uint256 proposalId) internal override(Governor, GovernorPreventLateQuorum) {
        if (_mayExtendDeadline) super._tallyUpdated(proposalId);
    }

    // --- Internal: settings ---

    function _setVotingDelay(uint48 newVotingDelay) internal override {
        require(
            newVotingDelay >= _MIN_VOTING_DELAY && newVotingDelay <= _MAX_VOTING_DELAY,
            ModelGovernorVotingDelayOutOfRange(newVotingDelay, _MIN_VOTING_DELAY, _MAX_VOTING_DELAY)
        );

        super._setVotingDelay(newVotingDelay);
    }

    function _setVotingPeriod(uint32 newVotingPeriod) internal override {
        require(
            newVotingPeriod >= _MIN_VOTING_PERIOD && newVotingPeriod <= _MAX_VOTING_PERIOD,
            ModelGovernorVotingPeriodOutOfRange(newVotingPeriod, _MIN_VOTING_PERIOD, _MAX_VOTING_PERIOD)
        );

        super._setVotingPeriod(newVotingPeriod);
    }

    function _setProposalThreshold(uint256 newProposalThreshold) internal override {
        require(
            newProposalThreshold <= _MAX_PROPOSAL_THRESHOLD,
            ModelGovernorProposalThresholdTooHigh(newProposalThreshold, _MAX_PROPOSAL_THRESHOLD)
        );

        super._setProposalThreshold(newProposalThreshold);
    }

    function _updateQuorumNumerator(uint256 newQuorumNumerator) internal override {
        require(
            newQuorumNumerator >= _MIN_QUORUM_PERCENT && newQuorumNumerator <= _MAX_QUORUM_PERCENT,
            ModelGovernorQuorumOutOfRange(newQuorumNumerator, _MIN_QUORUM_PERCENT, _MAX_QUORUM_PERCENT)
        );

        super._updateQuorumNumerator(newQuorumNumerator);
    }

    /// @dev The upper bound is the voting period, checked by the extended contract.
    function _setLateQuorumVoteExtension(uint48 newVoteExtension) internal override {
        require(
            newVoteExtension >= _MIN_LATE_QUORUM_EXTENSION,
            ModelGovernorLateQuorumExtensionTooShort(newVoteExtension, _MIN_LATE_QUORUM_EXTENSION)
        );

        super._setLateQuorumVoteExtension(newVoteExtension);
    }

    // --- Internal: views ---

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }

    /// @dev Reverts rather than returning false, to name the suffix that is missing; by `if`, as `require` would build
    /// that suffix every time.
    function _isValidDescriptionForProposer(
        address proposer,
        string memory description
    ) internal pure override returns (bool) {
        if (!_isBoundTo(proposer, description)) {
            revert ModelGovernorDescriptionUnbound(proposer, _proposerSuffix(proposer));
        }

        return true;
    }

    function _proposeToRegistry(bytes memory data, string calldata description) private returns (uint256 proposalId) {
        address[] memory targets = new address[](1);
        targets[0] = address(MODEL_REGISTRY);
        bytes[] memory calldatas = new bytes[](1);
        calldatas[0] = data;

        return propose(targets, new uint256[](1), calldatas, string.concat(description, _proposerSuffix(msg.sender)));
    }

    /// @dev An address without code counts as zero whether or not it exists: a gift of one wei must not change it.
    function _codeDigest(address[] memory targets) private view returns (bytes32) {
        bytes32[] memory codeHashes = new bytes32[](targets.length);
        for (uint256 i = 0; i < targets.length; ++i) {
            if (targets[i].code.length > 0) codeHashes[i] = targets[i].codehash;
        }
        return keccak256(abi.encode(codeHashes));
    }

    function _isBoundTo(address proposer, string memory description) private pure returns (bool) {
        uint256 length = bytes(description).length;
        if (length < _SUFFIX_LENGTH) return false;

        bytes10 marker = bytes10(Bytes.slice(bytes(description), length - _SUFFIX_LENGTH, length - _ADDRESS_LENGTH));
        if (marker != _PROPOSER_MARKER) return false;

        (bool isAddress, address bound) = Strings.tryParseAddress(description, length - _ADDRESS_LENGTH, length);
        return isAddress && bound == proposer;
    }

    function _proposerSuffix(address proposer) private pure returns (string memory) {
        return string.concat("#proposer=", Strings.toHexString(proposer));
    }
}
