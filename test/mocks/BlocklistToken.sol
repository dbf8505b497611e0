// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice Refuses transfers to and from accounts that anyone can block.
contract BlocklistToken is ERC20 {
    mapping(address account => bool isBlocked) public isBlocked;

    error BlocklistTokenBlocked(address account);

    constructor() ERC20("Blocklist", "BLK") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function setBlocked(address account, bool blocked) external {
        isBlocked[account] = blocked;
    }

    function _update(address from, address to, uint256 amount) internal override {
        require(!isBlocked[from], BlocklistTokenBlocked(from));
        require(!isBlocked[to], BlocklistTokenBlocked(to));
        super._update(from, to, amount);
    }
}
