// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IDatasetRegistry} from "../registry/IDatasetRegistry.sol";
import {IModelRegistry} from "../registry/IModelRegistry.sol";
import {ILicenseMarket} from "./ILicenseMarket.sol";
import {LicenseTerms} from "./LicenseTerms.sol";

/// @notice The offers of the {ILicenseMarket}.
/// @dev An offer keeps one packed slot and one hash per revision: its terms travel in the event, and the buyer hands
/// them back.
abstract contract LicenseOffers is ILicenseMarket {
    using LicenseTerms for Terms;
    using SafeCast for uint256;

    uint32 private constant UNLIMITED = type(uint32).max;

    IDatasetRegistry private immutable DATASETS;
    IModelRegistry private immutable MODELS;

    /// @dev Both counters share a slot.
    uint32 private _lastOfferId;
    uint64 private _lastLicenseId;
    mapping(uint256 offerId => Offer offer) private _offers;
    mapping(uint256 offerId => mapping(uint16 revision => bytes32 termsHash)) private _termsHashes;

    constructor(IDatasetRegistry datasets, IModelRegistry models) {
        DATASETS = datasets;
        MODELS = models;
    }

    // --- Offers ---

    /// @inheritdoc ILicenseMarket
    function createOffer(Terms calldata terms, uint32 cap) external returns (uint256 offerId) {
        address owner = _ownerOfSellable(terms.kind, terms.assetId);
        require(msg.sender == owner, LicenseMarketNotAssetOwner(terms.kind, terms.assetId, msg.sender, owner));

        return _createOffer(terms, cap);
    }

    /// @inheritdoc ILicenseMarket
    /// @dev Calls the registry first, because the offer names the identifier it returns; the registry calls nobody.
    function listDataset(
        bytes32 manifestDigest,
        Terms calldata terms,
        uint32 cap
    ) external returns (uint256 datasetId, uint256 offerId) {
        require(
            terms.kind == AssetKind.Dataset && terms.assetId == 0,
            LicenseMarketAssetPreset(terms.kind, terms.assetId)
        );

        datasetId = DATASETS.registerFor(msg.sender, manifestDigest);
        Terms memory ownTerms = terms;
        ownTerms.assetId = datasetId;
        offerId = _createOffer(ownTerms, cap);
    }

    /// @inheritdoc ILicenseMarket
    function updateOffer(uint256 offerId, Terms calldata terms) external returns (uint16 revision) {
        Offer storage offer = _openOffer(offerId);
        require(msg.sender == offer.seller, LicenseMarketNotSeller(offerId, msg.sender, offer.seller));
        require(
            terms.kind == offer.kind && terms.assetId == offer.assetId,
            LicenseMarketAssetChanged(offerId, offer.kind, offer.assetId)
        );
        _requireSellerCanSell(offerId, offer);
        _requireCurrency(terms.currency);
        terms.requireValid();

        revision = ++offer.revision;
        _termsHashes[offerId][revision] = terms.hashOf();

        emit OfferUpdated(offerId, revision, terms);
    }

    /// @inheritdoc ILicenseMarket
    function closeOffer(uint256 offerId) external {
        Offer storage offer = _openOffer(offerId);
        require(
            msg.sender == offer.seller || msg.sender == _assetOwner(offer.kind, offer.assetId),
            LicenseMarketNotSeller(offerId, msg.sender, offer.seller)
        );

        offer.isClosed = true;

        emit OfferClosed(offerId);
    }

    // --- Views ---

    /// @inheritdoc ILicenseMarket
    function offerOf(uint256 offerId) external view returns (Offer memory offer, bytes32 termsHash) {
        offer = _offers[offerId];
        require(offer.seller != address(0), LicenseMarketOfferUnknown(offerId));
        termsHash = _termsHashes[offerId][offer.revision];
    }

    // --- Internal ---

    /// @dev Takes the next license from the offer, if it can be sold on `terms`.
    function _takeFromOffer(uint256 offerId, Terms memory terms) internal returns (uint256 licenseId, uint16 revision) {
        Offer storage offer = _openOffer(offerId);
        revision = offer.revision;
        bytes32 givenHash = terms.hashOf();
        bytes32 currentHash = _termsHashes[offerId][revision];
        require(givenHash == currentHash, LicenseMarketStaleTerms(offerId, givenHash, currentHash));
        uint32 remaining = offer.remaining;
        require(remaining != 0, LicenseMarketSoldOut(offerId));
        _requireSellerCanSell(offerId, offer);

        if (remaining != UNLIMITED) offer.remaining = remaining - 1;
        licenseId = ++_lastLicenseId;
    }

    /// @dev Returns the number under which a license remembers `currency`, or reverts if it cannot be paid in.
    function _requireCurrency(address currency) internal view virtual returns (uint16 number);

    function _assetOfOffer(uint256 offerId) internal view returns (AssetKind kind, uint256 assetId) {
        Offer storage offer = _offers[offerId];
        return (offer.kind, offer.assetId);
    }

    function _termsHashOf(uint256 offerId, uint16 revision) internal view returns (bytes32 termsHash) {
        return _termsHashes[offerId][revision];
    }

    function _assetOwner(AssetKind kind, uint256 assetId) internal view returns (address owner) {
        return kind == AssetKind.Dataset ? DATASETS.ownerOf(assetId) : MODELS.ownerOf(assetId);
    }

    /// @dev Consent is a matter of datasets; for a model it always holds.
    function _consentWithdrawnAt(AssetKind kind, uint256 assetId) internal view returns (uint48 withdrawnAt) {
        return kind == AssetKind.Dataset ? DATASETS.consentWithdrawnAt(assetId) : 0;
    }

    function _createOffer(Terms memory terms, uint32 cap) private returns (uint256 offerId) {
        _requireCurrency(terms.currency);
        terms.requireValid();

        offerId = ++_lastOfferId;
        _offers[offerId] = Offer({
            kind: terms.kind,
            assetId: terms.assetId.toUint32(),
            seller: msg.sender,
            revision: 1,
            remaining: cap == 0 ? UNLIMITED : cap,
            isClosed: false
        });
        _termsHashes[offerId][1] = terms.hashOf();

        emit OfferCreated(offerId, msg.sender, terms.assetId, cap, terms);
    }

    function _openOffer(uint256 offerId) private view returns (Offer storage offer) {
        offer = _offers[offerId];
        require(offer.seller != address(0), LicenseMarketOfferUnknown(offerId));
        require(!offer.isClosed, LicenseMarketOfferClosed(offerId));
    }

    function _requireSellerCanSell(uint256 offerId, Offer storage offer) private view {
        address owner = _ownerOfSellable(offer.kind, offer.assetId);
        require(offer.seller == owner, LicenseMarketSellerNotOwner(offerId, offer.seller, owner));
    }

    /// @dev Returns the asset's owner, unless licenses on it cannot be sold.
    function _ownerOfSellable(AssetKind kind, uint256 assetId) private view returns (address owner) {
        if (kind == AssetKind.Model) return MODELS.ownerOf(assetId);

        uint48 withdrawnAt;
        bool isRetired;
        (owner, withdrawnAt, isRetired) = DATASETS.statusOf(assetId);
        require(withdrawnAt == 0, LicenseMarketConsentWithdrawn(assetId, withdrawnAt));
        require(!isRetired, LicenseMarketDatasetRetired(assetId));
    }
}
