// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Cid} from "../common/Cid.sol";
import {IModelRegistry} from "./IModelRegistry.sol";
import {IProvenance} from "./IProvenance.sol";

/// @notice See {IModelRegistry}.
contract ModelRegistry is IModelRegistry, ERC721, AccessManaged {
    using SafeCast for uint256;

    struct Model {
        bytes32 cardDigest;
        uint32 versionCount;
        uint32 liveVersion;
    }

    struct VersionKey {
        uint64 modelId;
        uint32 version;
    }

    bytes4 private constant ERC4906_INTERFACE_ID = 0x49064906;

    uint64 private _lastModelId;
    IProvenance private _provenance;
    mapping(uint256 modelId => Model model) private _models;
    mapping(uint256 modelId => mapping(uint32 version => Version record)) private _versions;
    mapping(uint256 roundId => VersionKey key) private _versionsByRound;

    modifier onlyModelOwner(uint256 modelId) {
        address owner = _requireOwned(modelId);
        require(msg.sender == owner, ModelRegistryNotOwner(modelId, msg.sender, owner));
        _;
    }

    constructor(address authority_) ERC721("Commonweights Model", "CWM") AccessManaged(authority_) {}

    // --- Registration ---

    /// @inheritdoc IModelRegistry
    function register(bytes32 cardDigest, bytes32 weightsDigest) external returns (uint256 modelId) {
        require(cardDigest != 0 && weightsDigest != 0, ModelRegistryEmptyDigest());

        modelId = ++_lastModelId;
        _models[modelId] = Model({cardDigest: cardDigest, versionCount: 1, liveVersion: 1});
        _versions[modelId][1] = Version({
            weightsDigest: weightsDigest,
            reportDigest: 0,
            roundId: 0,
            parent: 0,
            status: VersionStatus.Live,
            createdAt: uint48(block.timestamp)
        });
        _mint(msg.sender, modelId);

        emit ModelRegistered(modelId, msg.sender, cardDigest, weightsDigest);
    }

    /// @inheritdoc IModelRegistry
    function updateCard(uint256 modelId, bytes32 cardDigest) external onlyModelOwner(modelId) {
        require(cardDigest != 0, ModelRegistryEmptyDigest());

        _models[modelId].cardDigest = cardDigest;

        emit ModelCardUpdated(modelId, cardDigest);
        emit MetadataUpdate(modelId);
    }

    // --- Versions ---

    /// @inheritdoc IModelRegistry
    function recordCandidate(
        uint256 modelId,
        uint32 parentVersion,
        uint256 roundId,
        bytes32 weightsDigest
    ) external restricted returns (uint32 version) {
        _versionAt(modelId, parentVersion);
        require(roundId != 0, ModelRegistryRoundMissing(modelId));
        VersionKey storage key = _versionsByRound[roundId];
        require(key.version == 0, ModelRegistryRoundAlreadyRecorded(roundId, key.modelId, key.version));

        version = ++_models[modelId].versionCount;
        _versions[modelId][version] = Version({
            weightsDigest: weightsDigest,
            reportDigest: 0,
            roundId: roundId.toUint64(),
            parent: parentVersion,
            status: VersionStatus.Candidate,
            createdAt: uint48(block.timestamp)
        });
        _versionsByRound[roundId] = VersionKey({modelId: modelId.toUint64(), version: version});

        emit CandidateRecorded(modelId, version, roundId, parentVersion, weightsDigest);
    }

    /// @inheritdoc IModelRegistry
    function promote(uint256 modelId, uint32 fromVersion, uint32 toVersion, bytes32 reportDigest) external restricted {
        _requireLive(modelId, fromVersion);
        Version storage candidate = _requireStatus(modelId, toVersion, VersionStatus.Candidate);
        require(address(_provenance) != address(0), ModelRegistryProvenanceNotSet());
        require(
            _provenance.isProvenanceLawful(candidate.roundId),
            ModelRegistryProvenanceUnlawful(modelId, toVersion, candidate.roundId)
        );

        candidate.reportDigest = reportDigest;
        _replaceLive(modelId, fromVersion, VersionStatus.Superseded, toVersion);

        emit VersionPromoted(modelId, fromVersion, toVersion, reportDigest);
    }

    /// @inheritdoc IModelRegistry
    function rollback(uint256 modelId, uint32 fromVersion, uint32 toVersion) external restricted {
        _requireLive(modelId, fromVersion);
        _requireStatus(modelId, toVersion, VersionStatus.Superseded);

        _replaceLive(modelId, fromVersion, VersionStatus.RolledBack, toVersion);

        emit VersionRolledBack(modelId, fromVersion, toVersion);
    }

    /// @inheritdoc IModelRegistry
    function flag(uint256 modelId, uint32 version, bytes32 reasonDigest) external restricted {
        Version storage record = _versionAt(modelId, version);
        require(
            record.status != VersionStatus.Flagged,
            ModelRegistryWrongStatus(modelId, version, VersionStatus.Flagged)
        );

        record.status = VersionStatus.Flagged;

        emit VersionFlagged(modelId, version, reasonDigest);
    }

    /// @inheritdoc IModelRegistry
    function deprecate(uint256 modelId, uint32 version) external onlyModelOwner(modelId) {
        Version storage record = _versionAt(modelId, version);
        require(version != _models[modelId].liveVersion, ModelRegistryStillLive(modelId, version));
        VersionStatus status = record.status;
        require(
            status != VersionStatus.Flagged && status != VersionStatus.Deprecated,
            ModelRegistryWrongStatus(modelId, version, status)
        );

        record.status = VersionStatus.Deprecated;

        emit VersionDeprecated(modelId, version);
    }

    // --- Settings ---

    /// @inheritdoc IModelRegistry
    function setProvenance(IProvenance provenance_) external restricted {
        require(address(_provenance) == address(0), ModelRegistryProvenanceAlreadySet(_provenance));

        _provenance = provenance_;

        emit ProvenanceSet(provenance_);
    }

    // --- Views ---

    /// @inheritdoc IModelRegistry
    function versionOf(uint256 modelId, uint32 version) external view returns (Version memory record) {
        return _versionAt(modelId, version);
    }

    /// @inheritdoc IModelRegistry
    function liveVersionOf(uint256 modelId) external view returns (uint32 version) {
        _requireOwned(modelId);
        return _models[modelId].liveVersion;
    }

    /// @inheritdoc IModelRegistry
    function versionCountOf(uint256 modelId) external view returns (uint32 count) {
        _requireOwned(modelId);
        return _models[modelId].versionCount;
    }

    /// @inheritdoc IModelRegistry
    function lineageOf(uint256 modelId, uint32 version) external view returns (uint32[] memory ancestors) {
        mapping(uint32 version => Version record) storage versions = _versions[modelId];
        uint256 depth;
        for (uint32 parent = _versionAt(modelId, version).parent; parent != 0; parent = versions[parent].parent) {
            ++depth;
        }

        ancestors = new uint32[](depth);
        uint32 ancestor = version;
        for (uint256 i = 0; i < depth; ++i) {
            ancestor = versions[ancestor].parent;
            ancestors[i] = ancestor;
        }
    }

    /// @inheritdoc IModelRegistry
    function versionOfRound(uint256 roundId) external view returns (uint256 modelId, uint32 version) {
        VersionKey storage key = _versionsByRound[roundId];
        return (key.modelId, key.version);
    }

    /// @inheritdoc IModelRegistry
    function modelCount() external view returns (uint256 count) {
        return _lastModelId;
    }

    /// @inheritdoc IModelRegistry
    function cardOf(uint256 modelId) external view returns (bytes32 cardDigest) {
        _requireOwned(modelId);
        return _models[modelId].cardDigest;
    }

    /// @inheritdoc IModelRegistry
    function provenance() external view returns (IProvenance provenance_) {
        return _provenance;
    }

    /// @inheritdoc IModelRegistry
    function contractURI() external pure returns (string memory uri) {
        return "data:application/json,%7B%22name%22:%22Commonweights%20Models%22%7D";
    }

    /// @inheritdoc ERC721
    function tokenURI(uint256 modelId) public view override returns (string memory uri) {
        _requireOwned(modelId);
        return Cid.toUri(_models[modelId].cardDigest);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override(ERC721, IERC165) returns (bool isSupported) {
        return interfaceId == ERC4906_INTERFACE_ID || super.supportsInterface(interfaceId);
    }

    // --- Internal ---

    /// @dev A flag outlives the replacement: a flagged live version stays flagged.
    function _replaceLive(uint256 modelId, uint32 fromVersion, VersionStatus fromStatus, uint32 toVersion) private {
        Version storage from = _versions[modelId][fromVersion];
        if (from.status == VersionStatus.Live) from.status = fromStatus;
        _versions[modelId][toVersion].status = VersionStatus.Live;
        _models[modelId].liveVersion = toVersion;
    }

    function _requireLive(uint256 modelId, uint32 version) private view {
        _requireOwned(modelId);
        uint32 liveVersion = _models[modelId].liveVersion;
        require(version == liveVersion, ModelRegistryNotLive(modelId, version, liveVersion));
    }

    function _requireStatus(
        uint256 modelId,
        uint32 version,
        VersionStatus expected
    ) private view returns (Version storage record) {
        record = _versionAt(modelId, version);
        require(record.status == expected, ModelRegistryWrongStatus(modelId, version, record.status));
    }

    function _versionAt(uint256 modelId, uint32 version) private view returns (Version storage record) {
        _requireOwned(modelId);
        record = _versions[modelId][version];
        require(
            record.status != VersionStatus.None,
            ModelRegistryVersionUnknown(modelId, version, _models[modelId].versionCount)
        );
    }
}
