// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {LicenseGate} from "commonweights/contracts/examples/LicenseGate.sol";
import {ILicenseMarket} from "commonweights/contracts/market/ILicenseMarket.sol";
import {IModelRegistry} from "commonweights/contracts/registry/IModelRegistry.sol";
import {CommonToken} from "commonweights/contracts/token/CommonToken.sol";

/// Inherits, calls and reads what the package has.
contract Shop is LicenseGate {
    IModelRegistry public immutable MODELS;
    CommonToken public immutable TOKEN;

    constructor(ILicenseMarket market, IModelRegistry models, CommonToken token)
        LicenseGate(market, ILicenseMarket.AssetKind.Model, 1)
    {
        MODELS = models;
        TOKEN = token;
    }

    function enter(uint256 licenseId) external view onlyLicensed(licenseId, 4) returns (string memory) {
        return TOKEN.symbol();
    }

    function symbol() external view returns (string memory) {
        return TOKEN.symbol();
    }
}
