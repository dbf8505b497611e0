// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IProvenance} from "./IProvenance.sol";

/// @title Model registry
/// @notice Each model is an ERC-721 with a line of immutable versions, of which exactly one is live.
/// @dev A version after the first exists only because a round settled, and goes live only by a vote of the members.
/// The registry believes its callers about digests: it cannot fetch weights.
interface IModelRegistry is IERC4906 {
    /// @notice Where a version stands. RolledBack, Deprecated and Flagged never go live again.
    enum VersionStatus {
        None,
        Candidate,
        Live,
        Superseded,
        RolledBack,
        Deprecated,
        Flagged
    }

    /// @notice A version. `roundId` and `parent` are 0 for the first; `reportDigest` is 0 until it is promoted.
    struct Version {
        bytes32 weightsDigest;
        bytes32 reportDigest;
        uint64 roundId;
        uint32 parent;
        VersionStatus status;
        uint48 createdAt;
    }

    /// @notice `owner` registered the model `modelId` with the card `cardDigest`; `weightsDigest` is live as version 1.
    event ModelRegistered(uint256 indexed modelId, address indexed owner, bytes32 cardDigest, bytes32 weightsDigest);

    /// @notice The model's card is now `cardDigest`.
    event ModelCardUpdated(uint256 indexed modelId, bytes32 cardDigest);

    /// @notice The round `roundId` settled and made `version` from `parent`.
    event CandidateRecorded(
        uint256 indexed modelId,
        uint32 indexed version,
        uint256 indexed roundId,
        uint32 parent,
        bytes32 weightsDigest
    );

    /// @notice `toVersion` replaced `fromVersion` as the live version, on the evaluation report `reportDigest`.
    event VersionPromoted(
        uint256 indexed modelId,
        uint32 indexed fromVersion,
        uint32 indexed toVersion,
        bytes32 reportDigest
    );

    /// @notice The model went back from `fromVersion` to `toVersion`.
    event VersionRolledBack(uint256 indexed modelId, uint32 indexed fromVersion, uint32 indexed toVersion);

    /// @notice `version` was flagged, for the reason in the document `reasonDigest`.
    event VersionFlagged(uint256 indexed modelId, uint32 indexed version, bytes32 reasonDigest);

    /// @notice The owner deprecated `version`.
    event VersionDeprecated(uint256 indexed modelId, uint32 indexed version);

    /// @notice `provenance` judges from now on whether a round was lawful.
    event ProvenanceSet(IProvenance indexed provenance);

    /// @notice The zero digest names no content.
    error ModelRegistryEmptyDigest();

    /// @notice `caller` does not own the model `modelId`; `owner` does.
    error ModelRegistryNotOwner(uint256 modelId, address caller, address owner);

    /// @notice The model has the versions 1 to `versionCount`, and `version` is none of them.
    error ModelRegistryVersionUnknown(uint256 modelId, uint32 version, uint32 versionCount);

    /// @notice No round has the identifier 0.
    error ModelRegistryRoundMissing(uint256 modelId);

    /// @notice The round `roundId` already made `version` of the model `modelId`.
    error ModelRegistryRoundAlreadyRecorded(uint256 roundId, uint256 modelId, uint32 version);

    /// @notice `version` is not live (any more); `liveVersion` is.
    error ModelRegistryNotLive(uint256 modelId, uint32 version, uint32 liveVersion);

    /// @notice `version` is live and has to be replaced first.
    error ModelRegistryStillLive(uint256 modelId, uint32 version);

    /// @notice `version` is `status`, and what was asked needs another one.
    error ModelRegistryWrongStatus(uint256 modelId, uint32 version, VersionStatus status);

    /// @notice Nothing judges provenance yet.
    error ModelRegistryProvenanceNotSet();

    /// @notice The judge of provenance is set for good: `provenance`.
    error ModelRegistryProvenanceAlreadySet(IProvenance provenance);

    /// @notice Something in the round `roundId` was trained without the right to.
    error ModelRegistryProvenanceUnlawful(uint256 modelId, uint32 version, uint256 roundId);

    /// @notice Registers a model owned by the caller; the weights `weightsDigest` are live as version 1.
    function register(bytes32 cardDigest, bytes32 weightsDigest) external returns (uint256 modelId);

    /// @notice Replaces the model's card. Only the model's owner.
    function updateCard(uint256 modelId, bytes32 cardDigest) external;

    /// @notice Records the version that the round `roundId` made from `parentVersion`. Each round makes at most one.
    /// @dev Restricted: the score board calls it at settlement, and is believed that the round settled with these
    /// weights. Does not judge `weightsDigest`, so that no digest can hold up a settlement.
    function recordCandidate(
        uint256 modelId,
        uint32 parentVersion,
        uint256 roundId,
        bytes32 weightsDigest
    ) external returns (uint32 version);

    /// @notice Makes the candidate `toVersion` the live version instead of `fromVersion`.
    /// @dev Restricted: the members by proposal. Reverts when another version went live since the proposal was made,
    /// and when the provenance of the candidate's round was not lawful at use.
    function promote(uint256 modelId, uint32 fromVersion, uint32 toVersion, bytes32 reportDigest) external;

    /// @notice Goes back from the live version `fromVersion` to `toVersion`, which was live before.
    /// @dev Restricted: the members by proposal. `fromVersion` can never be live again.
    function rollback(uint256 modelId, uint32 fromVersion, uint32 toVersion) external;

    /// @notice Flags `version` as unsafe or unlawful. Cannot be undone.
    /// @dev Restricted. A live version stays live, visibly flagged, until it is replaced.
    function flag(uint256 modelId, uint32 version, bytes32 reasonDigest) external;

    /// @notice Deprecates `version`, which must not be live. Only the model's owner. Cannot be undone.
    function deprecate(uint256 modelId, uint32 version) external;

    /// @notice Names the judge of provenance, once and for good. Restricted.
    function setProvenance(IProvenance provenance) external;

    /// @notice Returns the record of `version`.
    function versionOf(uint256 modelId, uint32 version) external view returns (Version memory record);

    /// @notice Returns the live version.
    function liveVersionOf(uint256 modelId) external view returns (uint32 version);

    /// @notice Returns how many versions the model has; versions are dense, from 1.
    function versionCountOf(uint256 modelId) external view returns (uint32 count);

    /// @notice Returns the ancestors of `version`: its parent first, version 1 last; empty for version 1.
    function lineageOf(uint256 modelId, uint32 version) external view returns (uint32[] memory ancestors);

    /// @notice Returns what the round `roundId` made, or zeros.
    function versionOfRound(uint256 roundId) external view returns (uint256 modelId, uint32 version);

    /// @notice Returns how many models there are; identifiers are dense, from 1.
    function modelCount() external view returns (uint256 count);

    /// @notice Returns the digest of the model's card.
    function cardOf(uint256 modelId) external view returns (bytes32 cardDigest);

    /// @notice Returns the judge of provenance, or zero before it is set.
    function provenance() external view returns (IProvenance provenance_);

    /// @notice Returns the collection's metadata (ERC-7572).
    function contractURI() external view returns (string memory uri);
}
