// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice Returns false instead of reverting when a transfer cannot be made.
contract ReturnsFalseToken is ERC20 {
    constructor() ERC20("False", "FLS") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function transfer(address to, uint256 amount) public override returns (bool isSuccess) {
        if (amount > balanceOf(msg.sender)) return false;
        return super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool isSuccess) {
        if (amount > balanceOf(from) || amount > allowance(from, msg.sender)) return false;
        return super.transferFrom(from, to, amount);
    }
}
