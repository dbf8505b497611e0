// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Cid} from "../common/Cid.sol";
import {FirstOwnerERC721} from "../common/FirstOwnerERC721.sol";
import {IDatasetRegistry} from "./IDatasetRegistry.sol";

/// @notice See {IDatasetRegistry}.
contract DatasetRegistry is IDatasetRegistry, FirstOwnerERC721, AccessManaged {
    /// @dev One slot, written at registration.
    struct Dataset {
        address firstProvider;
        bool hasMoved;
        bool isRetired;
        uint40 registeredAt;
        uint40 consentWithdrawnAt;
    }

    /// @dev One slot, written only when a dataset leaves the defaults: one version, no royalty.
    struct Extras {
        uint32 laterVersions;
        uint16 resaleRoyaltyBps;
    }

    uint16 private constant MAX_RESALE_ROYALTY_BPS = 1_000;
    uint16 private constant BPS = 10_000;
    bytes4 private constant ERC4906_INTERFACE_ID = 0x49064906;

    /// @dev Shares a slot with the market: a registration reads both.
    uint96 private _lastDatasetId;
    address private _market;
    mapping(uint256 datasetId => Dataset dataset) private _datasets;
    mapping(uint256 datasetId => Extras extras) private _extras;
    mapping(uint256 datasetId => mapping(uint32 version => bytes32 manifestDigest)) private _manifests;
    /// @dev From version 2; version 1 was published when its dataset was registered.
    mapping(uint256 datasetId => mapping(uint32 version => uint48 publishedAt)) private _publishedAt;

    modifier onlyProvider(uint256 datasetId) {
        address provider = _requireOwned(datasetId);
        require(msg.sender == provider, DatasetRegistryNotProvider(datasetId, msg.sender, provider));
        _;
    }

    constructor(address authority_) ERC721("Commonweights Dataset", "CWD") AccessManaged(authority_) {}

    // --- Registration ---

    /// @inheritdoc IDatasetRegistry
    function register(bytes32 manifestDigest) external returns (uint256 datasetId) {
        return _register(msg.sender, manifestDigest);
    }

    /// @inheritdoc IDatasetRegistry
    function registerFor(address provider, bytes32 manifestDigest) external returns (uint256 datasetId) {
        require(msg.sender == _market, DatasetRegistryNotMarket(msg.sender, _market));

        return _register(provider, manifestDigest);
    }

    /// @inheritdoc IDatasetRegistry
    function publishVersion(
        uint256 datasetId,
        bytes32 manifestDigest
    ) external onlyProvider(datasetId) returns (uint32 version) {
        require(manifestDigest != 0, DatasetRegistryEmptyDigest());
        _requireConsent(datasetId);

        version = 1 + ++_extras[datasetId].laterVersions;
        _manifests[datasetId][version] = manifestDigest;
        _publishedAt[datasetId][version] = uint48(block.timestamp);

        emit DatasetVersionPublished(datasetId, version, manifestDigest);
        emit MetadataUpdate(datasetId);
    }

    // --- Consent ---

    /// @inheritdoc IDatasetRegistry
    function withdrawConsent(uint256 datasetId, bytes32 reasonDigest) external onlyProvider(datasetId) {
        _requireConsent(datasetId);

        _datasets[datasetId].consentWithdrawnAt = uint40(block.timestamp);

        emit ConsentWithdrawn(datasetId, reasonDigest);
    }

    /// @inheritdoc IDatasetRegistry
    function retire(uint256 datasetId) external onlyProvider(datasetId) {
        require(!_datasets[datasetId].isRetired, DatasetRegistryAlreadyRetired(datasetId));

        _datasets[datasetId].isRetired = true;

        emit DatasetRetired(datasetId);
    }

    // --- Settings ---

    /// @inheritdoc IDatasetRegistry
    function setResaleRoyalty(uint256 datasetId, uint16 resaleRoyaltyBps) external onlyProvider(datasetId) {
        require(!_datasets[datasetId].hasMoved, DatasetRegistryRoyaltyFixed(datasetId));
        require(
            resaleRoyaltyBps <= MAX_RESALE_ROYALTY_BPS,
            DatasetRegistryRoyaltyTooHigh(resaleRoyaltyBps, MAX_RESALE_ROYALTY_BPS)
        );

        _extras[datasetId].resaleRoyaltyBps = resaleRoyaltyBps;

        emit ResaleRoyaltySet(datasetId, resaleRoyaltyBps);
    }

    /// @inheritdoc IDatasetRegistry
    function setMarket(address market_) external restricted {
        require(_market == address(0), DatasetRegistryMarketAlreadySet(_market));

        _market = market_;

        emit MarketSet(market_);
    }

    // --- Views ---

    /// @inheritdoc IDatasetRegistry
    function versionOf(
        uint256 datasetId,
        uint32 version
    ) external view returns (bytes32 manifestDigest, uint48 publishedAt) {
        uint32 latestVersion = latestVersionOf(datasetId);
        require(
            version != 0 && version <= latestVersion,
            DatasetRegistryVersionUnknown(datasetId, version, latestVersion)
        );

        manifestDigest = _manifests[datasetId][version];
        publishedAt = version == 1 ? _datasets[datasetId].registeredAt : _publishedAt[datasetId][version];
    }

    /// @inheritdoc IDatasetRegistry
    function consentWithdrawnAt(uint256 datasetId) external view returns (uint48 withdrawnAt) {
        _requireOwned(datasetId);
        return _datasets[datasetId].consentWithdrawnAt;
    }

    /// @inheritdoc IDatasetRegistry
    function isRetired(uint256 datasetId) external view returns (bool isRetired_) {
        _requireOwned(datasetId);
        return _datasets[datasetId].isRetired;
    }

    /// @inheritdoc IDatasetRegistry
    function statusOf(uint256 datasetId) external view returns (address provider, uint48 withdrawnAt, bool isRetired_) {
        Dataset storage dataset = _datasets[datasetId];
        return (_requireOwned(datasetId), dataset.consentWithdrawnAt, dataset.isRetired);
    }

    /// @inheritdoc IDatasetRegistry
    function datasetCount() external view returns (uint256 count) {
        return _lastDatasetId;
    }

    /// @inheritdoc IDatasetRegistry
    function market() external view returns (address market_) {
        return _market;
    }

    /// @inheritdoc IERC2981
    function royaltyInfo(
        uint256 datasetId,
        uint256 salePrice
    ) external view returns (address receiver, uint256 royaltyAmount) {
        _requireOwned(datasetId);
        receiver = _datasets[datasetId].firstProvider;
        royaltyAmount = Math.mulDiv(salePrice, _extras[datasetId].resaleRoyaltyBps, BPS);
    }

    /// @inheritdoc IDatasetRegistry
    function contractURI() external pure returns (string memory uri) {
        return "data:application/json,%7B%22name%22:%22Commonweights%20Datasets%22%7D";
    }

    /// @inheritdoc IDatasetRegistry
    function latestVersionOf(uint256 datasetId) public view returns (uint32 version) {
        _requireOwned(datasetId);
        return 1 + _extras[datasetId].laterVersions;
    }

    /// @inheritdoc ERC721
    function tokenURI(uint256 datasetId) public view override returns (string memory uri) {
        return Cid.toUri(_manifests[datasetId][latestVersionOf(datasetId)]);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override(ERC721, IERC165) returns (bool isSupported) {
        return
            interfaceId == ERC4906_INTERFACE_ID ||
            interfaceId == type(IERC2981).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    // --- Internal ---

    /// @inheritdoc FirstOwnerERC721
    function _setMoved(uint256 datasetId) internal override {
        _datasets[datasetId].hasMoved = true;
    }

    /// @inheritdoc FirstOwnerERC721
    function _firstOwnerOf(uint256 datasetId) internal view override returns (address firstOwner, bool hasMoved) {
        Dataset storage dataset = _datasets[datasetId];
        return (dataset.firstProvider, dataset.hasMoved);
    }

    function _register(address provider, bytes32 manifestDigest) private returns (uint256 datasetId) {
        require(manifestDigest != 0, DatasetRegistryEmptyDigest());

        datasetId = ++_lastDatasetId;
        _datasets[datasetId] = Dataset({
            firstProvider: provider,
            hasMoved: false,
            isRetired: false,
            registeredAt: uint40(block.timestamp),
            consentWithdrawnAt: 0
        });
        _manifests[datasetId][1] = manifestDigest;
        _announceMint(provider, datasetId);

        emit DatasetRegistered(datasetId, provider, manifestDigest);
    }

    function _requireConsent(uint256 datasetId) private view {
        uint40 withdrawnAt = _datasets[datasetId].consentWithdrawnAt;
        require(withdrawnAt == 0, DatasetRegistryConsentWithdrawn(datasetId, withdrawnAt));
    }
}
