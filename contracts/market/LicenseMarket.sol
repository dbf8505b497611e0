// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721Utils} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Utils.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {FirstOwnerERC721} from "../common/FirstOwnerERC721.sol";
import {Payments} from "../common/Payments.sol";
import {TokenAllowList} from "../common/TokenAllowList.sol";
import {IDatasetRegistry} from "../registry/IDatasetRegistry.sol";
import {IModelRegistry} from "../registry/IModelRegistry.sol";
import {ILicenseMarket} from "./ILicenseMarket.sol";
import {LicenseHistory} from "./LicenseHistory.sol";
import {LicenseOffers} from "./LicenseOffers.sol";
import {LicenseRecords} from "./LicenseRecords.sol";

/// @notice See {ILicenseMarket}.
contract LicenseMarket is LicenseOffers, FirstOwnerERC721, TokenAllowList, ReentrancyGuardTransient {
    using LicenseHistory for LicenseHistory.History;
    using LicenseRecords for LicenseRecords.Record;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    uint16 private constant BPS = 10_000;
    bytes4 private constant ERC4907_INTERFACE_ID = 0xad092b5c;

    mapping(uint256 licenseId => LicenseRecords.Record record) private _records;
    mapping(uint256 licenseId => LicenseRecords.Escrow escrow) private _escrows;
    mapping(uint256 licenseId => LicenseHistory.History history) private _histories;
    mapping(address account => mapping(address currency => uint256 amount)) private _credits;

    constructor(
        address authority_,
        IDatasetRegistry datasets,
        IModelRegistry models
    ) LicenseOffers(datasets, models) ERC721("Commonweights License", "CWL") AccessManaged(authority_) {}

    // --- Purchase ---

    /// @inheritdoc ILicenseMarket
    function buy(
        uint256 offerId,
        Terms calldata terms,
        uint256 maxPrice,
        address recipient
    ) external nonReentrant returns (uint256 licenseId) {
        return _buy(offerId, terms, maxPrice, recipient);
    }

    /// @inheritdoc ILicenseMarket
    function buyWithPermit(
        uint256 offerId,
        Terms calldata terms,
        uint256 maxPrice,
        address recipient,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external nonReentrant returns (uint256 licenseId) {
        _requireTokenAllowed(terms.currency);
        Payments.tryPermit({
            token: IERC20(terms.currency),
            owner: msg.sender,
            spender: address(this),
            value: terms.price,
            deadline: deadline,
            v: v,
            r: r,
            s: s
        });

        return _buy(offerId, terms, maxPrice, recipient);
    }

    // --- Use ---

    /// @inheritdoc ILicenseMarket
    function setUser(uint256 licenseId, address user, uint64 expires) external {
        _checkAuthorized(_ownerOf(licenseId), msg.sender, licenseId);

        _histories[licenseId].pushUser(user, uint48(Math.min(expires, type(uint48).max)));

        emit UpdateUser(licenseId, user, expires);
    }

    /// @inheritdoc ILicenseMarket
    function recordUse(uint256 licenseId, uint8 use, uint256 roundId, uint32 modelVersion, bytes32 digest) external {
        _recordUse(msg.sender, licenseId, use, roundId, modelVersion, digest);
    }

    /// @inheritdoc ILicenseMarket
    function recordUseFor(
        address who,
        uint256 licenseId,
        uint8 use,
        uint256 roundId,
        uint32 modelVersion,
        bytes32 digest
    ) external restricted {
        _recordUse(who, licenseId, use, roundId, modelVersion, digest);
    }

    // --- Escrow ---

    /// @inheritdoc ILicenseMarket
    /// @dev Pays neighbors with the same provider and currency in one transfer; guarded, since it pays inside the loop.
    function withdraw(uint256[] calldata licenseIds) external nonReentrant {
        address payee;
        address currency;
        uint256 due;
        for (uint256 i = 0; i < licenseIds.length; ++i) {
            (address provider, address token, uint256 amount) = _collect(licenseIds[i]);
            if (provider != payee || token != currency) {
                _pay(payee, currency, due);
                (payee, currency, due) = (provider, token, 0);
            }
            due += amount;
        }
        _pay(payee, currency, due);
    }

    /// @inheritdoc ILicenseMarket
    function revoke(uint256 licenseId, bytes32 reasonDigest) external nonReentrant {
        (AssetKind kind, uint256 assetId) = assetOf(licenseId);
        address owner = _assetOwner(kind, assetId);
        require(msg.sender == owner, LicenseMarketNotAssetOwner(kind, assetId, msg.sender, owner));

        _escrows[licenseId].revokedAt = uint40(block.timestamp);
        emit LicenseRevoked(licenseId, reasonDigest);
        _closeEscrow(licenseId, owner);
    }

    /// @inheritdoc ILicenseMarket
    function refundWithdrawn(uint256 licenseId) external nonReentrant {
        (AssetKind kind, uint256 assetId) = assetOf(licenseId);
        require(_consentWithdrawnAt(kind, assetId) != 0, LicenseMarketConsentHolds(licenseId));

        _closeEscrow(licenseId, _assetOwner(kind, assetId));
    }

    /// @inheritdoc ILicenseMarket
    function withdrawCredit(address currency) external nonReentrant returns (uint256 amount) {
        amount = _credits[msg.sender][currency];
        require(amount != 0, LicenseMarketNoCredit(msg.sender, currency));

        delete _credits[msg.sender][currency];
        emit CreditWithdrawn(msg.sender, currency, amount);

        IERC20(currency).safeTransfer(msg.sender, amount);
    }

    // --- Views ---

    /// @inheritdoc ILicenseMarket
    function isLicenseValid(
        uint256 licenseId,
        address who,
        uint8 use,
        uint256 timestamp
    ) external view returns (bool isValid) {
        require(timestamp <= block.timestamp, LicenseMarketFutureLookup(timestamp, block.timestamp));

        return _isValid(licenseId, who, use, timestamp);
    }

    /// @inheritdoc ILicenseMarket
    function licenseOf(uint256 licenseId) external view returns (License memory license) {
        _requireOwned(licenseId);
        LicenseRecords.Record memory record = _records[licenseId];
        return LicenseRecords.toLicense(record, _escrows[licenseId], _tokenOf(record.sale.currencyNumber));
    }

    /// @inheritdoc ILicenseMarket
    function termsHashOf(uint256 licenseId) external view returns (bytes32 termsHash) {
        _requireOwned(licenseId);
        return _termsHashOf(_records[licenseId].sale.offerId, _records[licenseId].sale.revision);
    }

    /// @inheritdoc ILicenseMarket
    function revenueShareBpsOf(uint256 licenseId) external view returns (uint16 revenueShareBps) {
        _requireOwned(licenseId);
        return _records[licenseId].sale.revenueShareBps;
    }

    /// @inheritdoc ILicenseMarket
    function earnedOf(uint256 licenseId) external view returns (uint256 earned) {
        _requireOwned(licenseId);
        return _earned(licenseId);
    }

    /// @inheritdoc ILicenseMarket
    function creditOf(address account, address currency) external view returns (uint256 amount) {
        return _credits[account][currency];
    }

    /// @inheritdoc ILicenseMarket
    function userOf(uint256 licenseId) external view returns (address user) {
        uint48 expires;
        (user, expires) = _histories[licenseId].userAt(uint48(block.timestamp));
        if (block.timestamp >= expires) user = address(0);
    }

    /// @inheritdoc ILicenseMarket
    function userExpires(uint256 licenseId) external view returns (uint256 expires) {
        (, expires) = _histories[licenseId].userAt(uint48(block.timestamp));
    }

    /// @inheritdoc IERC2981
    function royaltyInfo(
        uint256 licenseId,
        uint256 salePrice
    ) external view returns (address receiver, uint256 royaltyAmount) {
        (AssetKind kind, uint256 assetId) = assetOf(licenseId);
        receiver = _assetOwner(kind, assetId);
        royaltyAmount = Math.mulDiv(salePrice, _records[licenseId].sale.resaleRoyaltyBps, BPS);
    }

    /// @inheritdoc ILicenseMarket
    function contractURI() external pure returns (string memory uri) {
        return "data:application/json,%7B%22name%22:%22Commonweights%20Licenses%22%7D";
    }

    /// @inheritdoc ILicenseMarket
    function assetOf(uint256 licenseId) public view returns (AssetKind kind, uint256 assetId) {
        _requireOwned(licenseId);
        return _assetOfOffer(_records[licenseId].sale.offerId);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override(ERC721, IERC165) returns (bool isSupported) {
        return
            interfaceId == type(IERC2981).interfaceId ||
            interfaceId == ERC4907_INTERFACE_ID ||
            super.supportsInterface(interfaceId);
    }

    // --- Internal ---

    /// @inheritdoc FirstOwnerERC721
    function _update(address to, uint256 licenseId, address auth) internal override returns (address from) {
        from = super._update(to, licenseId, auth);
        require(_records[licenseId].isTransferable(), LicenseMarketNotTransferable(licenseId));

        bool hadUser = _histories[licenseId].pushHolder(to);
        if (hadUser) emit UpdateUser(licenseId, address(0), 0);
    }

    /// @inheritdoc FirstOwnerERC721
    function _setMoved(uint256 licenseId) internal override {
        _records[licenseId].grant.hasMoved = true;
    }

    /// @inheritdoc LicenseOffers
    function _requireCurrency(address currency) internal view override returns (uint16 number) {
        return _requireTokenAllowed(currency);
    }

    /// @inheritdoc FirstOwnerERC721
    function _firstOwnerOf(uint256 licenseId) internal view override returns (address firstOwner, bool hasMoved) {
        LicenseRecords.Record storage record = _records[licenseId];
        return (record.grant.firstHolder, record.grant.hasMoved);
    }

    /// @dev Pays in before it writes, because what arrives is what is escrowed; guarded by its callers. The receiver is
    /// called last.
    function _buy(
        uint256 offerId,
        Terms memory terms,
        uint256 maxPrice,
        address recipient
    ) private returns (uint256 licenseId) {
        require(terms.price <= maxPrice, LicenseMarketPriceAboveMax(terms.price, maxPrice));
        uint16 currencyNumber = _requireTokenAllowed(terms.currency);
        uint16 revision;
        (licenseId, revision) = _takeFromOffer(offerId, terms);

        uint256 paid = Payments.pull(IERC20(terms.currency), msg.sender, address(this), terms.price);

        LicenseRecords.Record storage record = _records[licenseId];
        record.writeGrant(terms, recipient);
        record.writeSale({
            terms: terms,
            offerId: uint32(offerId), // An offer that exists fits.
            revision: revision,
            currencyNumber: currencyNumber,
            paid: paid.toUint96()
        });
        _announceMint(recipient, licenseId);
        emit LicenseBought(licenseId, offerId, recipient, msg.sender, revision, paid);

        ERC721Utils.checkOnERC721Received(msg.sender, address(0), recipient, licenseId, "");
    }

    function _recordUse(
        address who,
        uint256 licenseId,
        uint8 use,
        uint256 roundId,
        uint32 modelVersion,
        bytes32 digest
    ) private {
        require(_isValid(licenseId, who, use, block.timestamp), LicenseMarketNotValid(licenseId, who, use));

        ++_records[licenseId].sale.used;

        emit LicenseUsed(licenseId, who, roundId, use, modelVersion, digest);
    }

    /// @dev Counts what the license earned since the last time as withdrawn; the caller pays it.
    function _collect(uint256 licenseId) private returns (address provider, address currency, uint256 amount) {
        (AssetKind kind, uint256 assetId) = assetOf(licenseId);
        provider = _assetOwner(kind, assetId);
        currency = _tokenOf(_records[licenseId].sale.currencyNumber);
        uint96 earned = _earned(licenseId);
        amount = earned - _escrows[licenseId].withdrawn;

        if (amount != 0) {
            _escrows[licenseId].withdrawn = earned;
            emit EarningsWithdrawn(licenseId, provider, currency, amount);
        }
    }

    function _closeEscrow(uint256 licenseId, address provider) private {
        LicenseRecords.Escrow storage escrow = _escrows[licenseId];
        require(!escrow.isClosed, LicenseMarketEscrowClosed(licenseId));

        uint96 earned = _earned(licenseId);
        uint256 due = earned - escrow.withdrawn;
        uint96 refund = _records[licenseId].sale.paid - earned;
        address holder = _ownerOf(licenseId);
        (escrow.withdrawn, escrow.refunded, escrow.isClosed) = (earned, refund, true);
        address currency = _tokenOf(_records[licenseId].sale.currencyNumber);
        _addCredit(provider, currency, due);
        _addCredit(holder, currency, refund);

        emit EscrowClosed(licenseId, provider, holder, due, refund);
    }

    /// @dev A provider that cannot be paid must not hold up the others in a batch.
    function _pay(address payee, address currency, uint256 amount) private {
        if (amount == 0) return;
        if (!IERC20(currency).trySafeTransfer(payee, amount)) _addCredit(payee, currency, amount);
    }

    function _addCredit(address account, address currency, uint256 amount) private {
        if (amount == 0) return;

        _credits[account][currency] += amount;

        emit CreditAdded(account, currency, amount);
    }

    /// @dev Earning stops when the escrow closes and when consent was withdrawn, even if nobody has closed it since.
    function _earned(uint256 licenseId) private view returns (uint96 earned) {
        if (_escrows[licenseId].isClosed) return _escrows[licenseId].withdrawn;

        LicenseRecords.Record storage record = _records[licenseId];
        (AssetKind kind, uint256 assetId) = _assetOfOffer(record.sale.offerId);
        uint48 withdrawnAt = _consentWithdrawnAt(kind, assetId);
        return record.earnedDownAt(withdrawnAt == 0 ? block.timestamp : withdrawnAt);
    }

    function _isValid(
        uint256 licenseId,
        address who,
        uint8 use,
        uint256 timestamp
    ) private view returns (bool isValid) {
        LicenseRecords.Record storage record = _records[licenseId];
        if (!record.permits(use, timestamp)) return false;
        if (LicenseRecords.isOver(_escrows[licenseId].revokedAt, timestamp)) return false;
        (AssetKind kind, uint256 assetId) = _assetOfOffer(record.sale.offerId);
        if (LicenseRecords.isOver(_consentWithdrawnAt(kind, assetId), timestamp)) return false;

        return who == _holderAt(licenseId, timestamp) || _histories[licenseId].isUserAt(who, uint48(timestamp));
    }

    function _holderAt(uint256 licenseId, uint256 timestamp) private view returns (address holder) {
        if (_records[licenseId].grant.hasMoved) holder = _histories[licenseId].holderAt(uint48(timestamp));
        if (holder == address(0)) holder = _records[licenseId].grant.firstHolder;
    }
}
