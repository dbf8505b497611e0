// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

/// @title License market
/// @notice Owners of datasets and models offer terms; a license is an ERC-721 that froze its terms when it was bought.
/// @dev The fee waits in escrow and streams to the asset's owner over the license's duration (perpetual: over 14 days).
/// A license that ends early refunds the part that was not earned. Every amount is what arrived, by balance difference.
/// The market believes without proof that the asset is what its manifest says; quotas count what is recorded.
interface ILicenseMarket is IERC721, IERC2981 {
    /// @notice What can be licensed.
    enum AssetKind {
        Dataset,
        Model
    }

    /// @notice Terms of an offer.
    /// @param kind What `assetId` identifies.
    /// @param assetId The dataset or model.
    /// @param uses Permitted uses, added up: TRAIN 1, EVALUATE 2, INFER 4, REDISTRIBUTE 8, DERIVE 16.
    /// @param durationSeconds How long a license lasts; 0: perpetual.
    /// @param quota How many uses can be recorded; 0: unlimited.
    /// @param isTransferable Whether a holder can transfer the license.
    /// @param resaleRoyaltyBps What a resale owes the asset's owner (ERC-2981: announced, not enforced).
    /// @param revenueShareBps The asset owner's part of what the licensee's training earns.
    /// @param currency The ERC-20 in which `price` is paid.
    /// @param price The fee of one license.
    /// @param policyDigest The DAO policy that applies (off-chain term).
    /// @param termsDigest The text for humans and machines, Croissant or ODRL (off-chain term).
    struct Terms {
        AssetKind kind;
        uint256 assetId;
        uint8 uses;
        uint40 durationSeconds;
        uint32 quota;
        bool isTransferable;
        uint16 resaleRoyaltyBps;
        uint16 revenueShareBps;
        address currency;
        uint96 price;
        bytes32 policyDigest;
        bytes32 termsDigest;
    }

    /// @notice An offer; `remaining` is the largest uint32 when the number of licenses is unlimited.
    struct Offer {
        AssetKind kind;
        uint32 assetId;
        address seller;
        uint16 revision;
        uint32 remaining;
        bool isClosed;
    }

    /// @notice A license and its frozen terms. `expiresAt` 0: perpetual; `revokedAt` 0: not revoked.
    /// @dev `paid` is escrowed; `withdrawn` of it is the provider's already, and `refunded` went back to the holder.
    struct License {
        uint256 offerId;
        uint16 revision;
        uint8 uses;
        bool isTransferable;
        uint48 startsAt;
        uint48 expiresAt;
        uint48 revokedAt;
        uint32 quota;
        uint32 used;
        uint16 resaleRoyaltyBps;
        uint16 revenueShareBps;
        address currency;
        uint96 paid;
        uint96 withdrawn;
        uint96 refunded;
    }

    /// @notice `seller` offers at most `cap` licenses (0: any number) on `terms`, which are revision 1.
    event OfferCreated(
        uint256 indexed offerId,
        address indexed seller,
        uint256 indexed assetId,
        uint32 cap,
        Terms terms
    );

    /// @notice The offer's terms are now `terms`; licenses sold before keep theirs.
    event OfferUpdated(uint256 indexed offerId, uint16 indexed revision, Terms terms);

    /// @notice The offer is closed.
    event OfferClosed(uint256 indexed offerId);

    /// @notice `buyer` paid for a license that `holder` holds; `paid` arrived in escrow.
    event LicenseBought(
        uint256 indexed licenseId,
        uint256 indexed offerId,
        address indexed holder,
        address buyer,
        uint16 revision,
        uint256 paid
    );

    /// @notice A receipt: `who` used the license for `use`, in the round `roundId` on `modelVersion`, on `digest`.
    event LicenseUsed(
        uint256 indexed licenseId,
        address indexed who,
        uint256 indexed roundId,
        uint8 use,
        uint32 modelVersion,
        bytes32 digest
    );

    /// @notice `amount` of the license's fee was paid to `provider`, the owner of its asset.
    event EarningsWithdrawn(
        uint256 indexed licenseId,
        address indexed provider,
        address indexed currency,
        uint256 amount
    );

    /// @notice The license was revoked, for the reason in the document `reasonDigest`.
    event LicenseRevoked(uint256 indexed licenseId, bytes32 reasonDigest);

    /// @notice The license's escrow closed: what `provider` still had earned, and the `refund` to `holder`, are credits.
    event EscrowClosed(
        uint256 indexed licenseId,
        address indexed provider,
        address indexed holder,
        uint256 earned,
        uint256 refund
    );

    /// @notice `account` can withdraw `amount` of `currency` more.
    event CreditAdded(address indexed account, address indexed currency, uint256 amount);

    /// @notice `account` withdrew its credit.
    event CreditWithdrawn(address indexed account, address indexed currency, uint256 amount);

    /// @notice `user` can use the license until `expires` (ERC-4907).
    event UpdateUser(uint256 indexed tokenId, address indexed user, uint64 expires);

    /// @notice `caller` does not own the asset; `owner` does.
    error LicenseMarketNotAssetOwner(AssetKind kind, uint256 assetId, address caller, address owner);

    /// @notice The dataset is retired, and no licenses are sold any more.
    error LicenseMarketDatasetRetired(uint256 datasetId);

    /// @notice Consent to use the dataset was withdrawn at `withdrawnAt`.
    error LicenseMarketConsentWithdrawn(uint256 datasetId, uint48 withdrawnAt);

    /// @notice A dataset that is about to be registered has no identifier yet: `kind` must be Dataset and `assetId` 0.
    error LicenseMarketAssetPreset(AssetKind kind, uint256 assetId);

    /// @notice `uses` must name at least one use, and none above `allUses`.
    error LicenseMarketUsesInvalid(uint8 uses, uint8 allUses);

    /// @notice `resaleRoyaltyBps` is above the limit `maxBps`.
    error LicenseMarketRoyaltyTooHigh(uint16 resaleRoyaltyBps, uint16 maxBps);

    /// @notice `revenueShareBps` is above the limit `maxBps`.
    error LicenseMarketRevenueShareTooHigh(uint16 revenueShareBps, uint16 maxBps);

    /// @notice No offer has the identifier `offerId`.
    error LicenseMarketOfferUnknown(uint256 offerId);

    /// @notice The offer is closed.
    error LicenseMarketOfferClosed(uint256 offerId);

    /// @notice Every license of the offer is sold.
    error LicenseMarketSoldOut(uint256 offerId);

    /// @notice `caller` did not make the offer; `seller` did.
    error LicenseMarketNotSeller(uint256 offerId, address caller, address seller);

    /// @notice The asset went from `seller` to `owner`, which ended the offer.
    error LicenseMarketSellerNotOwner(uint256 offerId, address seller, address owner);

    /// @notice An offer stays with the asset it was made for.
    error LicenseMarketAssetChanged(uint256 offerId, AssetKind kind, uint256 assetId);

    /// @notice The offer's terms hash to `currentHash`, not to `givenHash`: they changed since they were read.
    error LicenseMarketStaleTerms(uint256 offerId, bytes32 givenHash, bytes32 currentHash);

    /// @notice `price` is above the buyer's limit `maxPrice`.
    error LicenseMarketPriceAboveMax(uint256 price, uint256 maxPrice);

    /// @notice The license cannot be transferred.
    error LicenseMarketNotTransferable(uint256 licenseId);

    /// @notice `who` cannot use the license for `use` now.
    error LicenseMarketNotValid(uint256 licenseId, address who, uint8 use);

    /// @notice The license's escrow is closed already.
    error LicenseMarketEscrowClosed(uint256 licenseId);

    /// @notice Consent holds for the asset of the license.
    error LicenseMarketConsentHolds(uint256 licenseId);

    /// @notice `account` has no credit in `currency`.
    error LicenseMarketNoCredit(address account, address currency);

    /// @notice `timestamp` is later than `currentTimestamp`, which is now.
    error LicenseMarketFutureLookup(uint256 timestamp, uint256 currentTimestamp);

    /// @notice Offers licenses on an asset that the caller owns.
    /// @param cap How many licenses can be sold; 0: any number.
    function createOffer(Terms calldata terms, uint32 cap) external returns (uint256 offerId);

    /// @notice Registers a dataset owned by the caller and offers it, in one transaction.
    /// @param terms As for {createOffer}, with kind Dataset and `assetId` 0: the new identifier takes its place.
    function listDataset(
        bytes32 manifestDigest,
        Terms calldata terms,
        uint32 cap
    ) external returns (uint256 datasetId, uint256 offerId);

    /// @notice Replaces the terms of an offer, save its asset. Only its seller, while it owns the asset.
    /// @dev Never touches a license already sold. A buyer who read the old terms is refused.
    function updateOffer(uint256 offerId, Terms calldata terms) external returns (uint16 revision);

    /// @notice Closes an offer. Only its seller or the asset's owner. Cannot be undone.
    function closeOffer(uint256 offerId) external;

    /// @notice Buys a license for `recipient`; the caller pays, with an allowance given before.
    /// @param terms The offer's current terms as the buyer read them: anything else reverts.
    /// @param maxPrice The most the caller will pay.
    function buy(
        uint256 offerId,
        Terms calldata terms,
        uint256 maxPrice,
        address recipient
    ) external returns (uint256 licenseId);

    /// @notice As {buy}, with an ERC-2612 permit of the caller over exactly `terms.price`.
    /// @dev A permit that fails is ignored, since anyone can use it up front: the allowance decides.
    function buyWithPermit(
        uint256 offerId,
        Terms calldata terms,
        uint256 maxPrice,
        address recipient,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (uint256 licenseId);

    /// @notice Assigns the use of a license to `user` until `expires` (exclusive); the holder keeps its own right.
    /// @dev Only the holder or whom it approved. ERC-4907. A transfer ends the assignment.
    function setUser(uint256 licenseId, address user, uint64 expires) external;

    /// @notice Records a use by the caller and counts it against the quota. The license must be valid for it now.
    /// @dev The receipt is what the caller says; the provider sees it in the logs.
    function recordUse(uint256 licenseId, uint8 use, uint256 roundId, uint32 modelVersion, bytes32 digest) external;

    /// @notice As {recordUse}, by `who`. Restricted: the training rounds, which are believed that `who` used it.
    function recordUseFor(
        address who,
        uint256 licenseId,
        uint8 use,
        uint256 roundId,
        uint32 modelVersion,
        bytes32 digest
    ) external;

    /// @notice Pays what the licenses have earned so far to the owners of their assets. Anyone can call.
    /// @dev A payment that its receiver cannot take becomes a credit.
    function withdraw(uint256[] calldata licenseIds) external;

    /// @notice Ends a license now, and credits its holder with the part of the fee that was not earned.
    /// @dev Only the asset's owner. Cannot be undone. Warning: a perpetual license is earned after 14 days, and a later
    /// revocation refunds nothing.
    function revoke(uint256 licenseId, bytes32 reasonDigest) external;

    /// @notice Closes the escrow of a license whose dataset's consent was withdrawn, as of that time. Anyone can call.
    function refundWithdrawn(uint256 licenseId) external;

    /// @notice Pays the caller its whole credit in `currency`.
    function withdrawCredit(address currency) external returns (uint256 amount);

    /// @notice Returns whether `who` may (or might) use the license for every bit of `use` at the time `timestamp`.
    /// @dev Past or present. True when the terms permit it, the license ran and was neither revoked nor without
    /// consent, and `who` was its holder or user, all at `timestamp`; for the present, the quota must not be exhausted.
    /// A change counts from the second in which it happened.
    function isLicenseValid(
        uint256 licenseId,
        address who,
        uint8 use,
        uint256 timestamp
    ) external view returns (bool isValid);

    /// @notice Returns the license with its frozen terms.
    function licenseOf(uint256 licenseId) external view returns (License memory license);

    /// @notice Returns the hash of the terms under which the license was bought: `keccak256(abi.encode(terms))`.
    function termsHashOf(uint256 licenseId) external view returns (bytes32 termsHash);

    /// @notice Returns what the license is for.
    function assetOf(uint256 licenseId) external view returns (AssetKind kind, uint256 assetId);

    /// @notice Returns the asset owner's part of what the licensee's training earns.
    function revenueShareBpsOf(uint256 licenseId) external view returns (uint16 revenueShareBps);

    /// @notice Returns how much of the fee the provider has earned, withdrawn or not.
    function earnedOf(uint256 licenseId) external view returns (uint256 earned);

    /// @notice Returns what `account` can withdraw with {withdrawCredit}.
    function creditOf(address account, address currency) external view returns (uint256 amount);

    /// @notice Returns the offer and the hash of its current terms.
    function offerOf(uint256 offerId) external view returns (Offer memory offer, bytes32 termsHash);

    /// @notice Returns the user of the license, or zero when there is none now (ERC-4907).
    function userOf(uint256 licenseId) external view returns (address user);

    /// @notice Returns when the assignment to the last user ends (ERC-4907).
    function userExpires(uint256 licenseId) external view returns (uint256 expires);

    /// @notice Returns the collection's metadata (ERC-7572).
    function contractURI() external view returns (string memory uri);
}
