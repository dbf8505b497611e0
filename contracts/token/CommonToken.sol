// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Votes} from "@openzeppelin/contracts/governance/utils/Votes.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";
import {ICommonToken} from "./ICommonToken.sol";

/// @notice See {ICommonToken}.
contract CommonToken is ICommonToken, AccessManaged, ERC20Burnable, ERC20Permit, ERC20Votes {
    /// @inheritdoc ICommonToken
    uint256 public constant CAP = 1_000_000_000e18;

    /// @param authority The access manager that decides who may mint.
    /// @param initialHolder The account that receives the whole `initialSupply`.
    /// @param initialSupply The tokens that exist from the start, at most {CAP}.
    constructor(
        address authority,
        address initialHolder,
        uint256 initialSupply
    ) AccessManaged(authority) ERC20("Commonweights", "COMMON") ERC20Permit("Commonweights") {
        _mintCapped(initialHolder, initialSupply);
    }

    // --- Supply ---

    /// @inheritdoc ICommonToken
    function mint(address to, uint256 amount) external restricted {
        _mintCapped(to, amount);
    }

    /// @inheritdoc ICommonToken
    function burn(uint256 amount) public override(ERC20Burnable, ICommonToken) {
        super.burn(amount);
    }

    // --- Views ---

    /// @inheritdoc IERC6372
    function clock() public view override(Votes, IERC6372) returns (uint48) {
        return Time.timestamp();
    }

    /// @inheritdoc IERC20Permit
    function nonces(address owner) public view override(ERC20Permit, IERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }

    /// @inheritdoc IERC6372
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override(Votes, IERC6372) returns (string memory) {
        return "mode=timestamp";
    }

    // --- Internal ---

    /// @inheritdoc ERC20Votes
    function _update(address from, address to, uint256 amount) internal override(ERC20, ERC20Votes) {
        super._update(from, to, amount);
    }

    function _mintCapped(address to, uint256 amount) private {
        uint256 mintable = CAP - totalSupply();
        require(amount <= mintable, CommonTokenCapExceeded(amount, mintable));

        _mint(to, amount);
    }
}
