// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

/// @title First-owner ERC-721
/// @notice An ERC-721 whose first owner lives in a slot that the contract writes anyway: a mint stores one word less.
/// @dev Works as OpenZeppelin's ERC721Consecutive does: {_ownerOf} answers for tokens that never moved, and
/// {_increaseBalance} keeps the balances true. The inheriting contract keeps the first owner and a flag per token.
abstract contract FirstOwnerERC721 is ERC721 {
    /// @dev Counts and announces a token whose first owner the inheriting contract stores. A token must be minted once.
    function _announceMint(address to, uint256 tokenId) internal {
        require(to != address(0), ERC721InvalidReceiver(to));

        _increaseBalance(to, 1);

        emit Transfer(address(0), to, tokenId);
    }

    /// @dev Remembers that `tokenId` left its first owner: from then on OpenZeppelin's record counts.
    function _setMoved(uint256 tokenId) internal virtual;

    /// @inheritdoc ERC721
    function _update(address to, uint256 tokenId, address auth) internal virtual override returns (address from) {
        from = super._update(to, tokenId, auth);
        _setMoved(tokenId);
    }

    /// @dev Returns who got `tokenId` first (zero: not minted) and whether it has been transferred since.
    function _firstOwnerOf(uint256 tokenId) internal view virtual returns (address firstOwner, bool hasMoved);

    /// @inheritdoc ERC721
    function _ownerOf(uint256 tokenId) internal view virtual override returns (address owner) {
        (address firstOwner, bool hasMoved) = _firstOwnerOf(tokenId);
        return hasMoved ? super._ownerOf(tokenId) : firstOwner;
    }
}
