// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Cid} from "../../contracts/common/Cid.sol";

/// @notice Lets a test call {Cid}.
contract CidHarness {
    function toUri(bytes32 sha256Digest) external pure returns (string memory uri) {
        return Cid.toUri(sha256Digest);
    }
}
