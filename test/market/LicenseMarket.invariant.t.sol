// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ILicenseMarket} from "../../contracts/market/ILicenseMarket.sol";
import {LicenseMarket} from "../../contracts/market/LicenseMarket.sol";
import {DatasetRegistry} from "../../contracts/registry/DatasetRegistry.sol";
import {ModelRegistry} from "../../contracts/registry/ModelRegistry.sol";
import {FeeOnTransferToken} from "../mocks/FeeOnTransferToken.sol";
import {PaymentToken} from "../mocks/PaymentToken.sol";
import {LicenseMarketHandler} from "./LicenseMarketHandler.sol";

/// @notice What holds for the money and the terms of licenses, whatever happens, in any payment token.
abstract contract LicenseMarketInvariants {
    LicenseMarket private _market;
    LicenseMarketHandler private _handler;

    function setUp() external {
        AccessManager manager = new AccessManager(address(this));
        DatasetRegistry datasets = new DatasetRegistry(address(manager));
        _market = new LicenseMarket(address(manager), datasets, new ModelRegistry(address(manager)));
        datasets.setMarket(address(_market));
        address token = _deployToken();
        _market.setTokenAllowed(token, true);
        _handler = new LicenseMarketHandler(_market, datasets, token);
    }

    /// @dev The escrow's balance is what is open and what is credited, and donations change nothing.
    function invariant_LIC1_balanceIsOpenEscrowsAndCredits() external view {
        uint256 open;
        for (uint256 id = 1; id <= _handler.licenseCount(); ++id) {
            ILicenseMarket.License memory license = _market.licenseOf(id);
            open += license.paid - license.withdrawn - license.refunded;
        }
        assert(_handler.tokenBalance() == open + _handler.creditTotal() + _handler.donated());
    }

    /// @dev Each fee is the provider's part and the refund, to the unit, once it is closed; never more before.
    function invariant_LIC2_feeIsProviderAndRefund() external view {
        uint256 paid;
        for (uint256 id = 1; id <= _handler.licenseCount(); ++id) {
            ILicenseMarket.License memory license = _market.licenseOf(id);
            uint256 settled = uint256(license.withdrawn) + license.refunded;
            assert(settled <= license.paid);
            if (_handler.isClosed(id)) assert(settled == license.paid);
            assert(license.withdrawn <= _market.earnedOf(id));
            paid += license.paid;
        }
        assert(paid == _handler.escrowed());
        assert(_handler.tokenBalance() + _handler.paidOut() == paid + _handler.donated());
    }

    /// @dev The terms of an issued license never change.
    function invariant_LIC4_termsAreFrozen() external view {
        for (uint256 id = 1; id <= _handler.licenseCount(); ++id) {
            assert(_handler.frozenHash(id) == _handler.frozenHashOf(id));
        }
    }

    /// @dev No offer sells more than its cap.
    function invariant_LIC7_soldWithinCap() external view {
        for (uint256 id = 1; id <= _handler.offerCount(); ++id) {
            (ILicenseMarket.Offer memory offer, ) = _market.offerOf(id);
            assert(_handler.soldOf(id) + offer.remaining == _handler.CAP());
        }
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function _deployToken() internal virtual returns (address token);
}

contract LicenseMarketPaymentTokenInvariant is LicenseMarketInvariants {
    function _deployToken() internal override returns (address token) {
        return address(new PaymentToken());
    }
}

contract LicenseMarketFeeOnTransferTokenInvariant is LicenseMarketInvariants {
    function _deployToken() internal override returns (address token) {
        return address(new FeeOnTransferToken());
    }
}
