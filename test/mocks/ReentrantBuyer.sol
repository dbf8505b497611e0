// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";

/// @notice Makes a prepared call when it receives a token, and remembers whether it went through.
contract ReentrantBuyer is IERC721Receiver {
    address private _target;
    bytes private _data;

    event CallbackMade(bool isSuccess, bytes returnData);

    function arm(address target, bytes calldata data) external {
        _target = target;
        _data = data;
    }

    function onERC721Received(address, address, uint256, bytes calldata) external returns (bytes4 selector) {
        (bool isSuccess, bytes memory returnData) = _target.call(_data);
        emit CallbackMade(isSuccess, returnData);
        return IERC721Receiver.onERC721Received.selector;
    }
}
