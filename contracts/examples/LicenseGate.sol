// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ILicenseMarket} from "../market/ILicenseMarket.sol";

/// @title License gate
/// @notice Base of a contract whose functions are only for those who may use one dataset or model under a license.
/// @dev Warning: `isLicenseValid` does not say what a license is for, and anyone can list a dataset of its own and give
/// itself a license. A gate has to check the asset as well; this one does.
/// A use that the gate lets through does not count against the license's quota and leaves no receipt with the market:
/// only the holder or user can record one, with {ILicenseMarket-recordUse}.
abstract contract LicenseGate {
    /// @notice The market whose licenses count. It is believed.
    ILicenseMarket public immutable MARKET;
    /// @notice What the licensed asset is.
    ILicenseMarket.AssetKind public immutable ASSET_KIND;
    /// @notice The dataset or model that a license must be for.
    uint256 public immutable ASSET_ID;

    /// @notice `who` may not use the license for `use` now: no such license, not its holder or user, another use, or
    /// expired, used up, revoked, or without consent.
    error LicenseGateNotValid(uint256 licenseId, address who, uint8 use);

    /// @notice The license is for another asset than the one that `wantedKind` and `wantedAssetId` name.
    error LicenseGateWrongAsset(
        uint256 licenseId,
        ILicenseMarket.AssetKind kind,
        uint256 assetId,
        ILicenseMarket.AssetKind wantedKind,
        uint256 wantedAssetId
    );

    /// @notice Lets the caller through when it may use the license for every bit of `use` now.
    /// @param use Uses, added up: TRAIN 1, EVALUATE 2, INFER 4, REDISTRIBUTE 8, DERIVE 16.
    modifier onlyLicensed(uint256 licenseId, uint8 use) {
        _requireLicense(licenseId, msg.sender, use);
        _;
    }

    constructor(ILicenseMarket market, ILicenseMarket.AssetKind assetKind, uint256 assetId) {
        MARKET = market;
        ASSET_KIND = assetKind;
        ASSET_ID = assetId;
    }

    /// @dev Reverts unless `who` may use the license for every bit of `use` now, and the license is for the asset.
    function _requireLicense(uint256 licenseId, address who, uint8 use) internal view {
        require(
            MARKET.isLicenseValid({licenseId: licenseId, who: who, use: use, timestamp: block.timestamp}),
            LicenseGateNotValid(licenseId, who, use)
        );
        (ILicenseMarket.AssetKind kind, uint256 assetId) = MARKET.assetOf(licenseId);
        require(
            kind == ASSET_KIND && assetId == ASSET_ID,
            LicenseGateWrongAsset(licenseId, kind, assetId, ASSET_KIND, ASSET_ID)
        );
    }
}
