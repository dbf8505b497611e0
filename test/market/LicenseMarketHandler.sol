// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {DatasetRegistry} from "../../contracts/registry/DatasetRegistry.sol";
import {ILicenseMarket} from "../../contracts/market/ILicenseMarket.sol";
import {LicenseMarket} from "../../contracts/market/LicenseMarket.sol";
import {vm} from "../support/Vm.sol";

/// @dev What the handler calls on any of the payment tokens; some return nothing from `approve`.
interface IMintable {
    function mint(address to, uint256 amount) external;

    function approve(address spender, uint256 amount) external;
}

/// @notice Sells, uses, transfers, revokes and pays out licenses at random, and counts the money beside the market.
/// @dev Each call is bounded so that it cannot revert: a revert is a finding.
contract LicenseMarketHandler {
    uint32 public constant CAP = 5;
    uint256 private constant DATASETS = 3;

    LicenseMarket public immutable MARKET;
    DatasetRegistry private immutable REGISTRY;
    address private immutable TOKEN;

    /// @dev The contract's own clock: the runner may start each call in the block of the deployment.
    uint256 private _clock;
    address[] private _accounts;
    uint256[] private _offerIds;
    mapping(uint256 offerId => ILicenseMarket.Terms terms) private _terms;
    mapping(uint256 offerId => uint256 count) public soldOf;
    mapping(uint256 offerId => bool isDead) private _isDead;
    mapping(uint256 licenseId => bytes32 frozenHash) public frozenHashOf;
    mapping(uint256 licenseId => bool isClosed) public isClosed;
    uint256 public licenseCount;
    uint256 public escrowed;
    uint256 public paidOut;
    uint256 public donated;

    constructor(LicenseMarket market, DatasetRegistry registry, address token) {
        MARKET = market;
        REGISTRY = registry;
        TOKEN = token;
        _clock = block.timestamp;
        for (uint160 i = 1; i <= 5; ++i) _accounts.push(address(uint160(0xA11CE0) + i));
        for (uint256 i = 0; i < DATASETS; ++i) _list(i);
    }

    modifier atClock() {
        vm.warp(_clock);
        _;
    }

    function buy(uint256 offerSeed, uint256 buyerSeed) external atClock {
        uint256 offerId = _offerIds[offerSeed % _offerIds.length];
        ILicenseMarket.Terms memory terms = _terms[offerId];
        if (_isDead[offerId] || soldOf[offerId] == CAP || REGISTRY.consentWithdrawnAt(terms.assetId) != 0) return;

        address buyer = _account(buyerSeed);
        IMintable(TOKEN).mint(buyer, terms.price);
        vm.prank(buyer);
        IMintable(TOKEN).approve(address(MARKET), terms.price);
        uint256 balanceBefore = IERC20(TOKEN).balanceOf(address(MARKET));
        vm.prank(buyer);
        uint256 licenseId = MARKET.buy(offerId, terms, terms.price, buyer);

        escrowed += IERC20(TOKEN).balanceOf(address(MARKET)) - balanceBefore;
        ++licenseCount;
        ++soldOf[offerId];
        frozenHashOf[licenseId] = frozenHash(licenseId);
    }

    function updateOffer(uint256 offerSeed, uint96 price, uint8 uses) external atClock {
        uint256 offerId = _offerIds[offerSeed % _offerIds.length];
        ILicenseMarket.Terms storage terms = _terms[offerId];
        if (_isDead[offerId] || REGISTRY.consentWithdrawnAt(terms.assetId) != 0) return;

        terms.price = price % 1e24;
        terms.uses = (uses % 31) + 1;
        address provider = REGISTRY.ownerOf(terms.assetId);
        vm.prank(provider);
        MARKET.updateOffer(offerId, terms);
    }

    function warp(uint32 elapsedSeconds) external atClock {
        _clock += elapsedSeconds % 60 days;
        vm.warp(_clock);
    }

    function transfer(uint256 licenseSeed, uint256 accountSeed) external atClock {
        (uint256 licenseId, bool isFound) = _license(licenseSeed);
        if (!isFound || !MARKET.licenseOf(licenseId).isTransferable) return;

        address holder = MARKET.ownerOf(licenseId);
        vm.prank(holder);
        MARKET.transferFrom(holder, _account(accountSeed), licenseId);
    }

    function withdraw(uint256 firstSeed, uint256 secondSeed) external atClock {
        if (licenseCount == 0) return;
        uint256[] memory licenseIds = new uint256[](2);
        (licenseIds[0], ) = _license(firstSeed);
        (licenseIds[1], ) = _license(secondSeed);

        uint256 balanceBefore = IERC20(TOKEN).balanceOf(address(MARKET));
        MARKET.withdraw(licenseIds);
        paidOut += balanceBefore - IERC20(TOKEN).balanceOf(address(MARKET));
    }

    function revoke(uint256 licenseSeed) external atClock {
        (uint256 licenseId, bool isFound) = _license(licenseSeed);
        if (!isFound || licenseSeed % 4 != 0 || isClosed[licenseId]) return;

        (, uint256 datasetId) = MARKET.assetOf(licenseId);
        address provider = REGISTRY.ownerOf(datasetId);
        vm.prank(provider);
        MARKET.revoke(licenseId, bytes32(licenseSeed));
        isClosed[licenseId] = true;
    }

    function withdrawConsent(uint256 datasetSeed) external atClock {
        uint256 datasetId = (datasetSeed % DATASETS) + 1;
        if (datasetSeed % 16 > 1 || REGISTRY.consentWithdrawnAt(datasetId) != 0) return;

        address provider = REGISTRY.ownerOf(datasetId);
        vm.prank(provider);
        REGISTRY.withdrawConsent(datasetId, 0);
    }

    function refundWithdrawn(uint256 licenseSeed) external atClock {
        (uint256 licenseId, bool isFound) = _license(licenseSeed);
        if (!isFound || isClosed[licenseId]) return;
        (, uint256 datasetId) = MARKET.assetOf(licenseId);
        if (REGISTRY.consentWithdrawnAt(datasetId) == 0) return;

        MARKET.refundWithdrawn(licenseId);
        isClosed[licenseId] = true;
    }

    function withdrawCredit(uint256 accountSeed) external atClock {
        address account = _account(accountSeed);
        if (MARKET.creditOf(account, TOKEN) == 0) return;

        vm.prank(account);
        paidOut += MARKET.withdrawCredit(TOKEN);
    }

    function transferDataset(uint256 datasetSeed, uint256 accountSeed) external atClock {
        uint256 datasetId = (datasetSeed % DATASETS) + 1;
        if (datasetSeed % 8 > 1) return;

        address provider = REGISTRY.ownerOf(datasetId);
        address receiver = _account(accountSeed);
        vm.prank(provider);
        REGISTRY.transferFrom(provider, receiver, datasetId);
        _relist(datasetId, receiver);
    }

    function donate(uint64 amount) external atClock {
        IMintable(TOKEN).mint(address(MARKET), amount);
        donated += amount;
    }

    function tokenBalance() external view returns (uint256 amount) {
        return IERC20(TOKEN).balanceOf(address(MARKET));
    }

    function creditTotal() external view returns (uint256 total) {
        for (uint256 i = 0; i < _accounts.length; ++i) total += MARKET.creditOf(_accounts[i], TOKEN);
    }

    function offerCount() external view returns (uint256 count) {
        return _offerIds.length;
    }

    /// @notice Returns the hash of everything in a license that must never change.
    function frozenHash(uint256 licenseId) public view returns (bytes32 hash) {
        ILicenseMarket.License memory license = MARKET.licenseOf(licenseId);
        (license.used, license.revokedAt, license.withdrawn, license.refunded) = (0, 0, 0, 0);
        return keccak256(abi.encode(license, MARKET.termsHashOf(licenseId)));
    }

    function _list(uint256 index) private {
        address provider = _accounts[index];
        ILicenseMarket.Terms memory terms = ILicenseMarket.Terms({
            kind: ILicenseMarket.AssetKind.Dataset,
            assetId: 0,
            uses: 3,
            durationSeconds: index == 0 ? 0 : uint40(index * 30 days),
            quota: 0,
            isTransferable: index < 2,
            resaleRoyaltyBps: 0,
            revenueShareBps: 0,
            currency: TOKEN,
            price: uint96(1e18 + 7 * index),
            policyDigest: 0,
            termsDigest: bytes32(index)
        });
        vm.prank(provider);
        (uint256 datasetId, uint256 offerId) = MARKET.listDataset(keccak256(abi.encode(index)), terms, CAP);
        terms.assetId = datasetId;
        _remember(offerId, terms);
    }

    /// @dev The former owner's offer died with the transfer: the new one makes its own.
    function _relist(uint256 datasetId, address provider) private {
        ILicenseMarket.Terms memory terms;
        for (uint256 i = 0; i < _offerIds.length; ++i) {
            uint256 old = _offerIds[i];
            if (_terms[old].assetId != datasetId) continue;
            (ILicenseMarket.Offer memory offer, ) = MARKET.offerOf(old);
            if (offer.seller == provider) continue;
            terms = _terms[old];
            _isDead[old] = true;
        }
        if (terms.assetId == 0 || REGISTRY.consentWithdrawnAt(datasetId) != 0) return;

        vm.prank(provider);
        _remember(MARKET.createOffer(terms, CAP), terms);
    }

    function _remember(uint256 offerId, ILicenseMarket.Terms memory terms) private {
        _offerIds.push(offerId);
        _terms[offerId] = terms;
    }

    function _license(uint256 seed) private view returns (uint256 licenseId, bool isFound) {
        if (licenseCount == 0) return (0, false);
        return ((seed % licenseCount) + 1, true);
    }

    function _account(uint256 seed) private view returns (address account) {
        return _accounts[seed % _accounts.length];
    }
}
