// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";

/// @title Dataset registry
/// @notice Each dataset is an ERC-721 owned by its provider: a line of immutable manifests, and the provider's consent.
/// @dev Contents are named by the SHA-256 of a Croissant manifest. The registry believes without proof that the
/// provider may offer the data and that the manifest can be fetched.
interface IDatasetRegistry is IERC4906, IERC2981 {
    /// @notice `provider` registered the dataset `datasetId`; `manifestDigest` is its version 1.
    event DatasetRegistered(uint256 indexed datasetId, address indexed provider, bytes32 manifestDigest);

    /// @notice The provider published the manifest `manifestDigest` as `version` of the dataset.
    event DatasetVersionPublished(uint256 indexed datasetId, uint32 indexed version, bytes32 manifestDigest);

    /// @notice The provider withdrew consent, for the reason in the document `reasonDigest`.
    event ConsentWithdrawn(uint256 indexed datasetId, bytes32 reasonDigest);

    /// @notice The provider retired the dataset.
    event DatasetRetired(uint256 indexed datasetId);

    /// @notice A resale of the dataset token owes its first provider `resaleRoyaltyBps`.
    event ResaleRoyaltySet(uint256 indexed datasetId, uint16 resaleRoyaltyBps);

    /// @notice `market` can register datasets for the providers that call it.
    event MarketSet(address indexed market);

    /// @notice The zero digest names no content.
    error DatasetRegistryEmptyDigest();

    /// @notice `caller` does not own the dataset `datasetId`; `provider` does.
    error DatasetRegistryNotProvider(uint256 datasetId, address caller, address provider);

    /// @notice Only `market` registers for others, and `caller` is not it.
    error DatasetRegistryNotMarket(address caller, address market);

    /// @notice The market is set for good: `market`.
    error DatasetRegistryMarketAlreadySet(address market);

    /// @notice The dataset has the versions 1 to `latestVersion`, and `version` is none of them.
    error DatasetRegistryVersionUnknown(uint256 datasetId, uint32 version, uint32 latestVersion);

    /// @notice Consent to use the dataset was withdrawn at `withdrawnAt`.
    error DatasetRegistryConsentWithdrawn(uint256 datasetId, uint48 withdrawnAt);

    /// @notice The dataset is retired already.
    error DatasetRegistryAlreadyRetired(uint256 datasetId);

    /// @notice `resaleRoyaltyBps` is above the limit `maxBps`.
    error DatasetRegistryRoyaltyTooHigh(uint16 resaleRoyaltyBps, uint16 maxBps);

    /// @notice The dataset has left its first provider, and its resale royalty is fixed.
    error DatasetRegistryRoyaltyFixed(uint256 datasetId);

    /// @notice Registers a dataset owned by the caller, with `manifestDigest` as version 1.
    function register(bytes32 manifestDigest) external returns (uint256 datasetId);

    /// @notice Registers a dataset owned by `provider`.
    /// @dev Only the market, which passes on its own caller: nobody becomes the owner of data it never listed.
    function registerFor(address provider, bytes32 manifestDigest) external returns (uint256 datasetId);

    /// @notice Publishes the next version. Only the provider, while consent holds. Cannot be undone.
    function publishVersion(uint256 datasetId, bytes32 manifestDigest) external returns (uint32 version);

    /// @notice Withdraws consent to every further use of the dataset, in all versions. Only the provider.
    /// @dev Cannot be undone. Ends every license on the dataset from this second, and the rest of each fee goes back
    /// to its licensee; what was lawful before stays lawful. `reasonDigest` names a document and may be zero.
    function withdrawConsent(uint256 datasetId, bytes32 reasonDigest) external;

    /// @notice Ends all selling of new licenses on the dataset; issued licenses go on. Only the provider. Cannot be undone.
    function retire(uint256 datasetId) external;

    /// @notice Sets what a resale of the dataset token owes its first provider.
    /// @dev Only the first provider, before the first transfer. ERC-2981 announces a royalty and enforces nothing.
    function setResaleRoyalty(uint256 datasetId, uint16 resaleRoyaltyBps) external;

    /// @notice Names the market, once and for good. Restricted.
    function setMarket(address market) external;

    /// @notice Returns the manifest of `version` and when it was published.
    function versionOf(
        uint256 datasetId,
        uint32 version
    ) external view returns (bytes32 manifestDigest, uint48 publishedAt);

    /// @notice Returns the newest version of the dataset; versions are dense, from 1.
    function latestVersionOf(uint256 datasetId) external view returns (uint32 version);

    /// @notice Returns when consent was withdrawn; 0: consent holds.
    function consentWithdrawnAt(uint256 datasetId) external view returns (uint48 withdrawnAt);

    /// @notice Returns whether the dataset is retired.
    function isRetired(uint256 datasetId) external view returns (bool isRetired_);

    /// @notice Returns at once what a seller needs: the provider, when consent was withdrawn (0: it holds), and whether
    /// the dataset is retired.
    function statusOf(uint256 datasetId) external view returns (address provider, uint48 withdrawnAt, bool isRetired_);

    /// @notice Returns how many datasets there are; identifiers are dense, from 1.
    function datasetCount() external view returns (uint256 count);

    /// @notice Returns the market, or zero before it is set.
    function market() external view returns (address market_);

    /// @notice Returns the collection's metadata (ERC-7572).
    function contractURI() external view returns (string memory uri);
}
