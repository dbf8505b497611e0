// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PositionalMerkle} from "../../contracts/common/PositionalMerkle.sol";
import {IRewardPool} from "../../contracts/rewards/IRewardPool.sol";
import {RewardPool} from "../../contracts/rewards/RewardPool.sol";
import {PaymentToken} from "../mocks/PaymentToken.sol";
import {vm} from "../support/Vm.sol";

/// @notice Opens, funds, settles, fails and empties pots as sponsors and contributors, with bounded inputs, and keeps count.
/// @dev It is the admin of the access manager, so it may call restricted functions. No call may revert.
contract RewardPoolHandler {
    uint256 public constant CONTRIBUTORS = 5;
    uint256 public constant MODELS = 2;
    uint256 public constant TOKENS = 2;
    uint256 private constant _MOST_ROUNDS = 6;
    uint256 private constant _MOST = 1e24;

    RewardPool private immutable _POOL;
    PaymentToken[TOKENS] private _tokens;

    uint256 private _roundCount;
    mapping(uint256 roundId => uint32[CONTRIBUTORS] scores) private _scores;
    mapping(uint256 roundId => mapping(address token => uint256[CONTRIBUTORS] amounts)) private _claimed;
    mapping(uint256 roundId => bool[CONTRIBUTORS] isPaid) private _isForfeitPaid;
    mapping(uint256 roundId => uint256 amount) private _forfeitPaid;
    mapping(address token => uint256 amount) private _donated;

    constructor(RewardPool pool, PaymentToken[TOKENS] memory tokens_) {
        _POOL = pool;
        _tokens = tokens_;
    }

    // --- Actions ---

    function open(uint256 seed, uint256 pot, uint256 fee, bool drawsReserve) external {
        if (_roundCount == _MOST_ROUNDS) return;
        address sponsor = contributorOf(seed % CONTRIBUTORS);
        PaymentToken token = _tokens[seed % TOKENS];
        (pot, fee) = (pot % _MOST, fee % _MOST);
        _endow(sponsor, token, pot + fee);

        _POOL.open({
            roundId: ++_roundCount,
            modelId: 1 + (seed % MODELS),
            sponsor: sponsor,
            token: address(token),
            pot: pot,
            fee: fee,
            drawsReserve: drawsReserve
        });
    }

    function fund(uint256 seed, uint256 funderSeed, uint256 amount) external {
        uint256 roundId = _roundOf(seed);
        IRewardPool.Account memory account = _POOL.accountOf(roundId);
        PaymentToken token = _tokens[funderSeed % TOKENS];
        if (account.outcome == IRewardPool.Outcome.Open) token = PaymentToken(account.token);
        else if (account.outcome != IRewardPool.Outcome.Settled || account.totalScore == 0) return;
        amount = 1 + (amount % _MOST);
        address funder = contributorOf(funderSeed % CONTRIBUTORS);
        _endow(funder, token, amount);

        vm.prank(funder);
        _POOL.fund(roundId, address(token), amount);
    }

    function recordRevenueShare(uint256 seed, uint256 index, uint256 shareBps) external {
        uint256 roundId = _roundOf(seed);
        if (_POOL.accountOf(roundId).outcome != IRewardPool.Outcome.Open) return;
        _POOL.recordRevenueShare(roundId, contributorOf(index % CONTRIBUTORS), 1, shareBps % 5_001);
    }

    /// @dev Scores that sum to anything a committee can settle on: up to twice the whole pot.
    function settle(uint256 seed, uint32[CONTRIBUTORS] calldata scores, uint256 feeRolled) external {
        uint256 roundId = _roundOf(seed);
        IRewardPool.Account memory account = _POOL.accountOf(roundId);
        if (account.outcome != IRewardPool.Outcome.Open) return;
        uint256 totalScore = 0;
        for (uint256 i = 0; i < CONTRIBUTORS; ++i) {
            _scores[roundId][i] = scores[i] % 400_000_001;
            totalScore += _scores[roundId][i];
        }

        bytes24[] memory roots = new bytes24[](1);
        roots[0] = _levelsOf(roundId)[8][0];
        _POOL.recordSubtrees(roundId, 0, roots);
        _POOL.recordSettlement(roundId, roots[0], totalScore, CONTRIBUTORS, feeRolled % (uint256(account.fee) + 1));
    }

    function fail(uint256 seed, uint256 kind) external {
        uint256 roundId = _roundOf(seed);
        if (_POOL.accountOf(roundId).outcome != IRewardPool.Outcome.Open) return;
        _POOL.recordFailure(roundId, IRewardPool.Outcome(3 + (kind % 3)), CONTRIBUTORS);
    }

    function payForfeited(uint256 seed, uint256 index) external {
        uint256 roundId = _roundOf(seed);
        index %= CONTRIBUTORS;
        if (_POOL.accountOf(roundId).outcome < IRewardPool.Outcome.SponsorSilent) return;
        if (_isForfeitPaid[roundId][index]) return;
        _isForfeitPaid[roundId][index] = true;
        _forfeitPaid[roundId] += _POOL.payForfeited(roundId, contributorOf(index));
    }

    function refund(uint256 seed, uint256 index) external {
        uint256 roundId = _roundOf(seed);
        address funder = contributorOf(index % CONTRIBUTORS);
        if (_POOL.accountOf(roundId).outcome < IRewardPool.Outcome.Refunded) return;
        if (_POOL.contributionOf(roundId, funder) > 0) _POOL.refund(roundId, funder);
    }

    function payFee(uint256 seed, uint256 amount, uint256 feeRolled) external {
        uint256 roundId = _roundOf(seed);
        IRewardPool.Account memory account = _POOL.accountOf(roundId);
        if (account.outcome < IRewardPool.Outcome.Settled) return;
        amount %= uint256(account.fee) + 1;
        _POOL.payFee(roundId, address(0xFEE), amount, feeRolled % (uint256(account.fee) - amount + 1));
    }

    function claim(uint256 seed, uint256 index, uint256 tokenSeed) external {
        uint256 roundId = _roundOf(seed);
        index %= CONTRIBUTORS;
        address token = address(_tokens[tokenSeed % TOKENS]);
        uint256 amount = _POOL.claimableOf(roundId, token, index, _scores[roundId][index]);
        if (amount == 0) return;
        IRewardPool.Share[] memory shares = new IRewardPool.Share[](1);
        shares[0] = _shareOf(roundId, index);

        _claimed[roundId][token][index] += amount;
        _POOL.claim(contributorOf(index), token, shares);
    }

    function withdrawRevenue(uint256 tokenSeed) external {
        address token = address(_tokens[tokenSeed % TOKENS]);
        if (_POOL.revenueOf(1, token) > 0) _POOL.withdrawRevenue(1, token);
    }

    function addToReserve(uint256 seed, uint256 amount) external {
        PaymentToken token = _tokens[(seed >> 1) % TOKENS];
        amount %= _MOST;
        token.mint(address(_POOL), amount);
        _POOL.addToReserve(1 + (seed % MODELS), address(token), amount);
    }

    function donate(uint256 seed, uint256 amount) external {
        PaymentToken token = _tokens[seed % TOKENS];
        amount %= _MOST;
        _donated[address(token)] += amount;
        token.mint(address(_POOL), amount);
    }

    // --- Counts ---

    function roundCount() external view returns (uint256) {
        return _roundCount;
    }

    function tokens() external view returns (PaymentToken[TOKENS] memory) {
        return _tokens;
    }

    function scoreOf(uint256 roundId, uint256 index) external view returns (uint256) {
        return _scores[roundId][index];
    }

    function claimedOf(uint256 roundId, address token, uint256 index) external view returns (uint256) {
        return _claimed[roundId][token][index];
    }

    function forfeitPaidOf(uint256 roundId) external view returns (uint256) {
        return _forfeitPaid[roundId];
    }

    function donatedOf(address token) external view returns (uint256) {
        return _donated[token];
    }

    function contributorOf(uint256 index) public pure returns (address) {
        return address(uint160(0xC0FFEE00 + index));
    }

    // --- Internal ---

    function _roundOf(uint256 seed) private view returns (uint256) {
        return _roundCount == 0 ? 0 : 1 + (seed % _roundCount);
    }

    function _endow(address account, PaymentToken token, uint256 amount) private {
        token.mint(account, amount);
        vm.prank(account);
        token.approve(address(_POOL), amount);
    }

    /// @dev The subtree of the five entries, level by level; whatever has no right neighbor is completed by zero.
    function _levelsOf(uint256 roundId) private view returns (bytes24[8][9] memory levels) {
        for (uint256 i = 0; i < CONTRIBUTORS; ++i) {
            levels[0][i] = PositionalMerkle.entryOf(contributorOf(i), uint32(_scores[roundId][i]));
        }
        uint256 count = CONTRIBUTORS;
        bytes32 domain = _POOL.leafDomainOf(roundId);
        for (uint256 height = 1; height <= 8; ++height) {
            bytes24[8] memory below = levels[height - 1];
            count = (count + 1) / 2;
            for (uint256 i = 0; i < count; ++i) {
                bytes memory pair = bytes.concat(below[2 * i], below[2 * i + 1]);
                levels[height][i] = bytes24(keccak256(height == 1 ? bytes.concat(domain, pair) : pair));
            }
        }
    }

    function _shareOf(uint256 roundId, uint256 index) private view returns (IRewardPool.Share memory share) {
        bytes24[8][9] memory levels = _levelsOf(roundId);
        share.roundId = roundId;
        share.index = index;
        share.score = uint32(_scores[roundId][index]);
        for (uint256 height = 0; height < 8; ++height) share.proof[height] = levels[height][(index >> height) ^ 1];
    }
}
