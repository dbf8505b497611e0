// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Moves money without returning anything, as USDT does; without permit.
contract NoReturnToken {
    mapping(address account => uint256 amount) public balanceOf;
    mapping(address owner => mapping(address spender => uint256 amount)) public allowance;

    event Transfer(address indexed from, address indexed to, uint256 amount);
    event Approval(address indexed owner, address indexed spender, uint256 amount);

    error NoReturnTokenTooLittle(uint256 amount, uint256 available);

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
        emit Transfer(address(0), to, amount);
    }

    function approve(address spender, uint256 amount) external {
        allowance[msg.sender][spender] = amount;
        emit Approval(msg.sender, spender, amount);
    }

    function transfer(address to, uint256 amount) external {
        _move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external {
        uint256 available = allowance[from][msg.sender];
        require(amount <= available, NoReturnTokenTooLittle(amount, available));
        allowance[from][msg.sender] = available - amount;
        _move(from, to, amount);
    }

    function _move(address from, address to, uint256 amount) private {
        require(amount <= balanceOf[from], NoReturnTokenTooLittle(amount, balanceOf[from]));
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
        emit Transfer(from, to, amount);
    }
}
