// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ITokenAllowList} from "./ITokenAllowList.sol";

/// @notice See {ITokenAllowList}.
/// @dev Tokens are numbered in the order of their first listing, so that a record can name one in 16 bits.
abstract contract TokenAllowList is ITokenAllowList, AccessManaged {
    struct Listing {
        uint16 number;
        bool isAllowed;
    }

    address[] private _tokens;
    mapping(address token => Listing listing) private _listings;

    /// @inheritdoc ITokenAllowList
    function setTokenAllowed(address token, bool isAllowed) external restricted {
        Listing storage listing = _listings[token];
        if (listing.number == 0) {
            _tokens.push(token);
            listing.number = SafeCast.toUint16(_tokens.length);
        }
        listing.isAllowed = isAllowed;

        emit TokenAllowanceSet(token, isAllowed);
    }

    /// @inheritdoc ITokenAllowList
    function isTokenAllowed(address token) external view returns (bool isAllowed) {
        return _listings[token].isAllowed;
    }

    /// @inheritdoc ITokenAllowList
    function allowedTokens() external view returns (address[] memory tokens) {
        tokens = new address[](_tokens.length);
        uint256 count;
        for (uint256 i = 0; i < _tokens.length; ++i) {
            if (_listings[_tokens[i]].isAllowed) tokens[count++] = _tokens[i];
        }

        address[] memory allowed = new address[](count);
        for (uint256 i = 0; i < count; ++i) allowed[i] = tokens[i];
        return allowed;
    }

    /// @dev Reverts unless `token` is allowed, and returns its number, from 1.
    function _requireTokenAllowed(address token) internal view returns (uint16 number) {
        Listing storage listing = _listings[token];
        require(listing.isAllowed, TokenAllowListTokenNotAllowed(token));

        return listing.number;
    }

    /// @dev Returns the token with the number `number`, allowed or not.
    function _tokenOf(uint16 number) internal view returns (address token) {
        return _tokens[number - 1];
    }
}
