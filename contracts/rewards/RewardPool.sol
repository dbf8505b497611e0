// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Payments} from "../common/Payments.sol";
import {PositionalMerkle} from "../common/PositionalMerkle.sol";
import {TokenAllowList} from "../common/TokenAllowList.sol";
import {IRewardPool} from "./IRewardPool.sol";
import {Ledgers} from "./Ledgers.sol";

/// @notice See {IRewardPool}.
contract RewardPool is IRewardPool, TokenAllowList, ReentrancyGuardTransient {
    using Ledgers for Ledgers.Ledger;
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    struct RevenueShare {
        uint240 datasetId;
        uint16 shareBps;
    }

    /// @notice A settled score of this much is the whole pot.
    uint256 public constant FULL_SCORE = 1e9;

    /// @notice Positions under one stored root: a proof has eight siblings, however large the round.
    uint256 public constant SUBTREE_SIZE = PositionalMerkle.SUBTREE_SIZE;

    uint256 private constant BPS = 10_000;
    bytes32 private constant LEAF_DOMAIN = keccak256("commonweights.RewardPool.leaf.v1");

    /// @notice Datasets, whose owners receive revenue shares.
    IERC721 public immutable DATASETS;

    /// @dev Names chain and pool; a round's domain is this, changed by its number.
    bytes32 private immutable LEAF_BASE;

    mapping(uint256 roundId => Account account) private _accounts;
    mapping(uint256 roundId => mapping(address token => Ledgers.Ledger ledger)) private _ledgers;
    mapping(uint256 roundId => mapping(uint256 subtree => bytes24 root)) private _subtreeRoots;
    mapping(uint256 roundId => mapping(address contributor => RevenueShare share)) private _revenueShares;
    mapping(uint256 roundId => mapping(address funder => uint256 amount)) private _contributions;
    mapping(uint256 modelId => mapping(address token => uint256 amount)) private _reserves;
    mapping(address contributor => address claimer) private _claimers;
    mapping(uint256 datasetId => mapping(address token => uint256 amount)) private _revenues;

    constructor(address authority, IERC721 datasets) AccessManaged(authority) {
        DATASETS = datasets;
        LEAF_BASE = keccak256(abi.encode(LEAF_DOMAIN, block.chainid, address(this)));
    }

    // --- Before settlement ---

    /// @inheritdoc IRewardPool
    function open(
        uint256 roundId,
        uint256 modelId,
        address sponsor,
        address token,
        uint256 pot,
        uint256 fee,
        bool drawsReserve
    ) external restricted nonReentrant {
        _requireTokenAllowed(token);

        Account storage account = _accounts[roundId];
        _requireOutcome(roundId, account.outcome, Outcome.None);
        uint256 reserve = 0;
        if (drawsReserve) {
            reserve = _reserves[modelId][token];
            if (reserve > 0) _setReserve(modelId, token, 0);
        }

        // Interaction before effects: what arrives is what counts. The guard keeps a token that re-enters from being counted twice.
        uint256 received = Payments.pull(IERC20(token), sponsor, address(this), pot + fee);
        // A token that keeps a part on the way takes it from the pot first, then from the fee.
        uint256 feeReceived = Math.min(fee, received);
        uint256 potReceived = received - feeReceived;
        account.modelId = modelId.toUint64();
        account.outcome = Outcome.Open;
        account.token = token;
        account.sponsor = sponsor;
        account.reserveDrawn = reserve.toUint96();
        account.fee = feeReceived.toUint96();
        account.feeTotal = feeReceived.toUint96();
        _ledgers[roundId][token].pot.funded = (potReceived + reserve).toUint128();
        _contributions[roundId][sponsor] = potReceived;
        emit PotOpened(roundId, token, potReceived, reserve, feeReceived);
    }

    /// @inheritdoc IRewardPool
    function recordRevenueShare(
        uint256 roundId,
        address contributor,
        uint256 datasetId,
        uint256 shareBps
    ) external restricted nonReentrant {
        _accounts[roundId].hasRevenueShares = true;
        _revenueShares[roundId][contributor] = RevenueShare({
            datasetId: datasetId.toUint240(),
            shareBps: shareBps.toUint16()
        });
        emit RevenueShareRecorded(roundId, contributor, datasetId, shareBps);
    }

    /// @inheritdoc IRewardPool
    function addToReserve(uint256 modelId, address token, uint256 amount) external restricted nonReentrant {
        _setReserve(modelId, token, _reserves[modelId][token] + amount);
    }

    // --- Settlement ---

    /// @inheritdoc IRewardPool
    function recordSubtrees(uint256 roundId, uint256 first, bytes24[] calldata roots) external restricted {
        for (uint256 i = 0; i < roots.length; ++i) _subtreeRoots[roundId][first + i] = roots[i];
    }

    /// @inheritdoc IRewardPool
    function recordSettlement(
        uint256 roundId,
        bytes24 root,
        uint256 totalScore,
        uint256 count,
        uint256 feeRolled
    ) external restricted nonReentrant {
        Account storage account = _accounts[roundId];
        _requireOutcome(roundId, account.outcome, Outcome.Open);

        address token = account.token;
        Ledgers.Ledger storage ledger = _ledgers[roundId][token];
        uint256 atRisk = ledger.pot.funded;
        // Medians of vectors that sum to a whole each can sum to more, up to two wholes when the stake is split in halves.
        uint256 earned = Math.mulDiv(atRisk, Math.min(totalScore, FULL_SCORE), FULL_SCORE);
        account.outcome = Outcome.Settled;
        account.totalScore = totalScore.toUint32();
        account.count = count.toUint24();
        account.fee -= feeRolled.toUint96();
        if (totalScore > 0) ledger.raise(account, earned);
        else ledger.pot.funded = 0;
        uint256 unearned = atRisk - earned + feeRolled;
        if (unearned > 0) _setReserve(account.modelId, token, _reserves[account.modelId][token] + unearned);
        emit PotSettled(roundId, token, root, totalScore, count, earned);
    }

    /// @inheritdoc IRewardPool
    function payFee(
        uint256 roundId,
        address oracle,
        uint256 amount,
        uint256 feeRolled
    ) external restricted nonReentrant {
        Account storage account = _accounts[roundId];
        address token = account.token;

        account.fee -= (amount + feeRolled).toUint96();
        if (feeRolled > 0) _setReserve(account.modelId, token, _reserves[account.modelId][token] + feeRolled);
        emit FeePaid(roundId, oracle, amount);

        if (amount > 0) IERC20(token).safeTransfer(oracle, amount);
    }

    // --- Shares ---

    /// @inheritdoc IRewardPool
    function claimShare(address token, Share calldata share) external returns (uint256 amount) {
        amount = _claim(msg.sender, token, share);

        require(amount > 0, RewardPoolNothingToClaim(token, msg.sender));
        IERC20(token).safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc IRewardPool
    function claim(address contributor, address token, Share[] calldata shares) external returns (uint256 amount) {
        for (uint256 i = 0; i < shares.length; ++i) amount += _claim(contributor, token, shares[i]);

        require(amount > 0, RewardPoolNothingToClaim(token, contributor));
        bool isClaimer = msg.sender != contributor && msg.sender == _claimers[contributor];
        IERC20(token).safeTransfer(isClaimer ? msg.sender : contributor, amount);
    }

    /// @inheritdoc IRewardPool
    function withdrawRevenue(uint256 datasetId, address token) external nonReentrant returns (uint256 amount) {
        amount = _revenues[datasetId][token];
        require(amount > 0, RewardPoolNoRevenue(datasetId, token));

        address owner = DATASETS.ownerOf(datasetId);
        _revenues[datasetId][token] = 0;
        emit RevenueWithdrawn(datasetId, owner, token, amount);

        IERC20(token).safeTransfer(owner, amount);
    }

    /// @inheritdoc IRewardPool
    function setClaimer(address claimer) external {
        _claimers[msg.sender] = claimer;
        emit ClaimerChanged(msg.sender, claimer);
    }

    /// @inheritdoc IRewardPool
    function fund(uint256 roundId, address token, uint256 amount) external nonReentrant returns (uint256 received) {
        _requireTokenAllowed(token);
        require(amount > 0, RewardPoolZeroAmount());
        Account storage account = _accounts[roundId];
        Outcome outcome = account.outcome;
        if (outcome == Outcome.Settled) {
            require(account.totalScore > 0, RewardPoolNothingEarned(roundId));
        } else {
            _requireOutcome(roundId, outcome, Outcome.Open);
            require(token == account.token, RewardPoolTokenNotOfRound(roundId, token, account.token));
        }

        // Interaction before effects: what arrives is what counts. The guard keeps a token that re-enters from being counted twice.
        received = Payments.pull(IERC20(token), msg.sender, address(this), amount);
        require(received > 0, RewardPoolZeroAmount());
        Ledgers.Ledger storage ledger = _ledgers[roundId][token];
        uint256 funded = ledger.pot.funded + received;
        if (outcome == Outcome.Settled) {
            ledger.raise(account, funded);
        } else {
            ledger.pot.funded = funded.toUint128();
            _contributions[roundId][msg.sender] += received;
        }
        emit PotFunded(roundId, token, msg.sender, received);
    }

    // --- Failed rounds ---

    /// @inheritdoc IRewardPool
    function recordFailure(uint256 roundId, Outcome outcome, uint256 parts) external restricted nonReentrant {
        Account storage account = _accounts[roundId];
        _requireOutcome(roundId, account.outcome, Outcome.Open);

        account.outcome = outcome;
        account.parts = parts.toUint24();
        address token = account.token;
        if (account.reserveDrawn > 0) {
            _setReserve(account.modelId, token, _reserves[account.modelId][token] + account.reserveDrawn);
        }
        mapping(address funder => uint256 amount) storage contributions = _contributions[roundId];
        if (outcome == Outcome.Refunded) {
            contributions[account.sponsor] += account.fee;
            account.fee = 0;
        } else {
            // Only the opener is at fault: what others added to its pot stays refundable.
            _ledgers[roundId][token].pot.funded = contributions[account.sponsor].toUint128();
            contributions[account.sponsor] = 0;
            if (outcome == Outcome.SponsorSilent) {
                contributions[account.sponsor] = account.fee;
                account.fee = 0;
            }
        }
        emit PotFailed(roundId, outcome);
    }

    /// @inheritdoc IRewardPool
    function payForfeited(
        uint256 roundId,
        address contributor
    ) external restricted nonReentrant returns (uint256 amount) {
        Account storage account = _accounts[roundId];
        amount = _ledgers[roundId][account.token].pot.funded / account.parts;

        if (amount > 0) IERC20(account.token).safeTransfer(contributor, amount);
    }

    /// @inheritdoc IRewardPool
    function refund(uint256 roundId, address funder) external nonReentrant returns (uint256 amount) {
        Account storage account = _accounts[roundId];
        Outcome outcome = account.outcome;
        if (outcome <= Outcome.Settled) _requireOutcome(roundId, outcome, Outcome.Refunded);
        amount = _contributions[roundId][funder];
        require(amount > 0, RewardPoolNothingToRefund(roundId, funder));

        _contributions[roundId][funder] = 0;
        emit PotRefunded(roundId, funder, amount);

        IERC20(account.token).safeTransfer(funder, amount);
    }

    // --- Views ---

    /// @inheritdoc IRewardPool
    function claimableOf(
        uint256 roundId,
        address token,
        uint256 index,
        uint256 score
    ) external view returns (uint256 amount) {
        return _ledgers[roundId][token].claimableOf(index, score);
    }

    /// @inheritdoc IRewardPool
    function accountOf(uint256 roundId) external view returns (Account memory account) {
        return _accounts[roundId];
    }

    /// @inheritdoc IRewardPool
    function potOf(uint256 roundId, address token) external view returns (Pot memory pot) {
        return _ledgers[roundId][token].pot;
    }

    /// @inheritdoc IRewardPool
    function reserveOf(uint256 modelId, address token) external view returns (uint256 reserve) {
        return _reserves[modelId][token];
    }

    /// @inheritdoc IRewardPool
    function contributionOf(uint256 roundId, address funder) external view returns (uint256 amount) {
        return _contributions[roundId][funder];
    }

    /// @inheritdoc IRewardPool
    function revenueOf(uint256 datasetId, address token) external view returns (uint256 amount) {
        return _revenues[datasetId][token];
    }

    /// @inheritdoc IRewardPool
    function claimerOf(address contributor) external view returns (address claimer) {
        return _claimers[contributor];
    }

    /// @inheritdoc IRewardPool
    function subtreeRootOf(uint256 roundId, uint256 subtree) external view returns (bytes24 root) {
        return _subtreeRoots[roundId][subtree];
    }

    /// @inheritdoc IRewardPool
    function leafDomainOf(uint256 roundId) public view returns (bytes32 domain) {
        return LEAF_BASE ^ bytes32(roundId);
    }

    // --- Internal ---

    /// @dev Marks the share as paid up to the pot's level and resolves to what the contributor itself gets; a share that was
    /// paid before gives nothing, so that one stale entry cannot spoil a batch.
    function _claim(address contributor, address token, Share calldata share) private returns (uint256 amount) {
        uint256 roundId = share.roundId;
        uint256 index = share.index;
        uint32 score = share.score;
        Ledgers.Ledger storage ledger = _ledgers[roundId][token];
        uint256 level = ledger.pot.level;
        uint256 funded = ledger.pot.funded;
        uint256 totalScore = ledger.pot.totalScore;
        bool hasRevenueShares = ledger.pot.hasRevenueShares;
        Ledgers.Marks storage marks = ledger.marks[index >> 3];
        uint256 packed = marks.packed;
        uint256 shift = (index & 7) << 5;
        uint256 mark = uint32(packed >> shift);
        if (mark == level) return 0;
        bytes24 actual = PositionalMerkle.rootOf({
            domain: leafDomainOf(roundId),
            entry: PositionalMerkle.entryOf(contributor, score),
            index: index,
            siblings: share.proof
        });
        bytes24 expected = _subtreeRoots[roundId][index / SUBTREE_SIZE];
        require(actual == expected, RewardPoolBadProof(roundId, actual, expected));

        unchecked {
            // Bound: replaces a mark by a higher one of its 32 bits.
            marks.packed = packed + ((level - mark) << shift);
        }
        amount = Ledgers.shareOf(funded, score, totalScore);
        if (mark > 0) amount -= Ledgers.shareOf(ledger.fundedAt[mark], score, totalScore);
        emit RewardClaimed(contributor, roundId, token, amount);

        if (hasRevenueShares) amount -= _shareRevenue(roundId, contributor, token, amount);
    }

    function _shareRevenue(
        uint256 roundId,
        address contributor,
        address token,
        uint256 amount
    ) private returns (uint256 part) {
        RevenueShare memory share = _revenueShares[roundId][contributor];
        part = (amount * share.shareBps) / BPS;
        if (part == 0) return 0;

        _revenues[share.datasetId][token] += part;
        emit RevenueShared(roundId, share.datasetId, token, part);
    }

    function _setReserve(uint256 modelId, address token, uint256 reserve) private {
        _reserves[modelId][token] = reserve;
        emit ReserveChanged(modelId, token, reserve);
    }

    function _requireOutcome(uint256 roundId, Outcome actual, Outcome expected) private pure {
        require(actual == expected, RewardPoolWrongOutcome(roundId, actual, expected));
    }
}
