// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice Makes a call that anyone can arm in the middle of the next transfer, and remembers whether it went through.
contract CallbackToken is ERC20 {
    address private _target;
    bytes private _data;

    event CallbackMade(bool isSuccess, bytes returnData);

    constructor() ERC20("Callback", "CBK") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function arm(address target, bytes calldata data) external {
        _target = target;
        _data = data;
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (_target == address(0)) return;

        address target = _target;
        _target = address(0);
        (bool isSuccess, bytes memory returnData) = target.call(_data);
        emit CallbackMade(isSuccess, returnData);
    }
}
