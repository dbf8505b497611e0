// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {PositionalMerkle} from "../common/PositionalMerkle.sol";
import {WeightedMedian} from "../common/WeightedMedian.sol";
import {IModelRegistry} from "../registry/IModelRegistry.sol";
import {IRewardPool} from "../rewards/IRewardPool.sol";
import {IStaking} from "../staking/IStaking.sol";
import {ITrainingRounds} from "../training/ITrainingRounds.sol";
import {Consensus} from "./Consensus.sol";
import {IScoreBoard} from "./IScoreBoard.sol";
import {OracleSeats} from "./OracleSeats.sol";
import {ScoreVectors} from "./ScoreVectors.sol";

/// @notice See {IScoreBoard}.
contract ScoreBoard is IScoreBoard, OracleSeats {
    /// @notice Fewest members of a committee.
    uint256 public constant MIN_MEMBERS = 3;
    /// @notice The committee is snapshotted in the last day of Commit: before any update is public, and so late that a member
    /// that asks for its stake at once still cannot leave the exit queue before it can be slashed.
    uint256 public constant SNAPSHOT_SECONDS = 1 days;
    /// @notice A vector that sums to this gives the whole pot away.
    uint256 public constant FULL_SCORE = 1e9;
    /// @notice Committed to instead of a vector's hash by an oracle that finds the slices worthless.
    bytes32 public constant VOID = keccak256("commonweights.ScoreBoard.void.v1");

    bytes32 private constant COMMIT_DOMAIN = keccak256("commonweights.ScoreBoard.scores.v1");

    ITrainingRounds public immutable ROUNDS;
    IRewardPool public immutable POOL;
    IModelRegistry public immutable MODELS;

    mapping(uint256 roundId => Committee committee) private _committees;
    mapping(uint256 roundId => Member[] members) private _members;
    /// @dev Roots of settled subtrees of a round that takes more than one call.
    mapping(uint256 roundId => bytes24[] roots) private _subtreeRoots;

    constructor(
        address authority,
        IStaking staking,
        ITrainingRounds rounds,
        IRewardPool pool,
        IModelRegistry models,
        Parameters memory parameters
    ) OracleSeats(authority, staking, parameters) {
        ROUNDS = rounds;
        POOL = pool;
        MODELS = models;
    }

    // --- Committee ---

    /// @inheritdoc IScoreBoard
    function snapshotCommittee(uint256 roundId) external {
        _requirePhase(roundId, ITrainingRounds.Phase.Commit);
        uint256 opensAt = ROUNDS.deadlinesOf(roundId)[0] - SNAPSHOT_SECONDS;
        require(block.timestamp >= opensAt, ScoreBoardSnapshotTooEarly(roundId, opensAt));
        Committee storage committee = _committees[roundId];
        require(committee.quorumBps == 0, ScoreBoardAlreadySeated(roundId));

        (uint256 modelId, , ) = ROUNDS.progressOf(roundId);
        Seat[] memory seats = seatsOf(modelId);
        Member[] storage members = _members[roundId];
        uint256 totalStake = 0;
        for (uint256 i = 0; i < seats.length; ++i) {
            address oracle = seats[i].oracle;
            // A slash elsewhere may have reached the stake behind this seat.
            uint256 stake = Math.min(seats[i].stake, STAKING.allocatedOf(oracle));
            if (stake == 0 || ROUNDS.updateOf(roundId, oracle).committedAt != 0) continue;
            Member storage member = members.push();
            member.oracle = oracle;
            member.stake = uint96(stake);
            totalStake += stake;
        }
        committee.totalStake = uint96(totalStake);
        (committee.quorumBps, committee.slashBps) = _committeeParameters();
        emit CommitteeSeated(roundId, members.length, totalStake);

        ROUNDS.recordCommittee(roundId, members.length >= MIN_MEMBERS);
    }

    // --- Scores ---

    /// @inheritdoc IScoreBoard
    function commitScores(uint256 roundId, uint256 seat, bytes32 commitment) external {
        _requirePhase(roundId, ITrainingRounds.Phase.ScoreCommit);
        require(commitment != 0, ScoreBoardZeroCommitment());
        Member storage member = _requireMember(roundId, seat);
        require(
            ROUNDS.updateOf(roundId, msg.sender).committedAt == 0,
            ScoreBoardMemberContributed(roundId, msg.sender)
        );

        member.isCommitted = true;
        member.sealedHash = commitment;
        emit ScoresCommitted(roundId, msg.sender, commitment);
    }

    /// @inheritdoc IScoreBoard
    function revealScores(
        uint256 roundId,
        uint256 seat,
        bytes calldata scores,
        bytes32[] calldata chunkHashes,
        bytes32 aggregateDigest,
        bytes32 salt
    ) external {
        Member storage member = _requireRevealable(roundId, seat);
        (, , uint256 count) = ROUNDS.progressOf(roundId);
        uint256 first = uint256(member.chunks) * ScoreVectors.CHUNK_SIZE;
        bool isLast = ScoreVectors.requireRange(roundId, first, scores.length / 4, scores.length % 4, count);
        bytes32 vectorHash = ScoreVectors.hashOf(scores, chunkHashes, first, count);
        bytes32 actual = commitmentOf(roundId, msg.sender, vectorHash, aggregateDigest, salt);
        require(actual == member.sealedHash, ScoreBoardCommitmentMismatch(actual, member.sealedHash));
        uint256 sum = member.scoreSum + WeightedMedian.total(scores);
        require(sum <= FULL_SCORE, ScoreBoardScoresAboveWhole(sum, FULL_SCORE));

        member.scoreSum = uint32(sum);
        if (!isLast) {
            member.chunks += uint16(scores.length / 4 / ScoreVectors.CHUNK_SIZE);
            return;
        }
        member.chunks = 0;
        member.sealedHash = keccak256(abi.encode(vectorHash, aggregateDigest));
        emit ScoresRevealed(roundId, msg.sender, vectorHash, aggregateDigest);

        _countReveal(roundId, member, false);
    }

    /// @inheritdoc IScoreBoard
    function revealVoid(uint256 roundId, uint256 seat, bytes32 reasonDigest, bytes32 salt) external {
        Member storage member = _requireRevealable(roundId, seat);
        bytes32 actual = commitmentOf(roundId, msg.sender, VOID, reasonDigest, salt);
        require(actual == member.sealedHash, ScoreBoardCommitmentMismatch(actual, member.sealedHash));

        emit SlicesRejected(roundId, msg.sender, reasonDigest);

        _countReveal(roundId, member, true);
    }

    // --- Settlement ---

    /// @inheritdoc IScoreBoard
    function settle(uint256 roundId, Columns calldata columns) external {
        _requirePhase(roundId, ITrainingRounds.Phase.Settling);
        (, , uint256 count) = ROUNDS.progressOf(roundId);
        Committee storage committee = _committees[roundId];
        uint256 first = committee.settled;
        uint256 length = columns.contributors.length / 20;
        bool isLast = ScoreVectors.requireRange(roundId, first, length, columns.contributors.length % 20, count);

        (bytes memory consensus, bytes32 aggregateDigest, uint256[] memory stakes) = Consensus.compute({
            committee: committee,
            members: _members[roundId],
            columns: columns,
            roundId: roundId,
            first: first,
            count: count
        });
        uint256 totalScore = WeightedMedian.total(consensus);
        if (first > 0) totalScore += committee.totalScore;
        if (!isLast) committee.totalScore = uint32(totalScore);
        committee.settled = uint24(first + length);
        bytes24[] memory roots = _subtreesOf(roundId, first, columns.contributors, consensus);
        emit ChunkSettled(roundId, first + length, totalScore);

        POOL.recordSubtrees(roundId, first / PositionalMerkle.SUBTREE_SIZE, roots);
        if (isLast) _finish(roundId, count, roots, totalScore, aggregateDigest, stakes);
        else for (uint256 i = 0; i < roots.length; ++i) _subtreeRoots[roundId].push(roots[i]);
    }

    /// @inheritdoc IScoreBoard
    function assessDissent(uint256 roundId, uint256 seat, Columns calldata own, Columns calldata common) external {
        _requirePhase(roundId, ITrainingRounds.Phase.Settled);
        Member storage member = _memberAt(roundId, seat);
        require(member.isRevealed && !member.isVoid && !member.isAssessed, ScoreBoardNothingToAssess(roundId, seat));
        (, , uint256 count) = ROUNDS.progressOf(roundId);
        uint256 first = uint256(member.chunks) * ScoreVectors.CHUNK_SIZE;
        bytes calldata scores = own.vectors[0];
        require(
            common.vectors[0].length == scores.length,
            ScoreBoardBadLength(roundId, first, common.vectors[0].length / 4, count)
        );
        bool isLast = ScoreVectors.requireRange(roundId, first, scores.length / 4, scores.length % 4, count);
        Consensus.requireSealed(ScoreVectors.sealedHashOf(own, 0, first, count), member.sealedHash);
        // Whoever is not assessed after the settlement dissented from a common vector.
        bytes32 commonHash = _members[roundId][_committees[roundId].commonSeat - 1].sealedHash;
        Consensus.requireSealed(ScoreVectors.sealedHashOf(common, 0, first, count), commonHash);
        uint256 disagreement = member.disagreement + WeightedMedian.distance(scores, common.vectors[0]);

        member.disagreement = uint32(disagreement);
        member.isAssessed = isLast;
        member.chunks += uint16(scores.length / 4 / ScoreVectors.CHUNK_SIZE);
        if (isLast) emit DissentAssessed(roundId, member.oracle, disagreement);
    }

    // --- Pay and slash ---

    /// @inheritdoc IScoreBoard
    function claimFee(uint256 roundId, uint256 seat) external returns (uint256 amount) {
        Member storage member = _memberAt(roundId, seat);
        Committee storage committee = _committees[roundId];
        IRewardPool.Account memory account = POOL.accountOf(roundId);
        require(member.isRevealed && !member.isPaid, ScoreBoardNothingToPay(roundId, seat));
        uint256 share;
        if (account.outcome == IRewardPool.Outcome.SlicesVoid) {
            require(member.isVoid, ScoreBoardNothingToPay(roundId, seat));
            share = ScoreVectors.shareOf(account.feeTotal, member.stake, committee.voidStake);
            amount = share;
        } else {
            _requirePhase(roundId, ITrainingRounds.Phase.Settled);
            require(!member.isVoid, ScoreBoardNothingToPay(roundId, seat));
            require(member.isAssessed, ScoreBoardNotAssessed(roundId, seat));
            share = ScoreVectors.shareOf(account.feeTotal, member.stake, committee.totalStake);
            amount = ScoreVectors.payOf(share, member.disagreement, account.totalScore);
        }

        member.isPaid = true;
        emit FeeClaimed(roundId, member.oracle, amount);

        POOL.payFee({roundId: roundId, oracle: member.oracle, amount: amount, feeRolled: share - amount});
    }

    /// @inheritdoc IScoreBoard
    function slashSilent(uint256 roundId, uint256 seat) external returns (uint256 amount) {
        Member storage member = _memberAt(roundId, seat);
        require(
            member.isCommitted &&
                !member.isRevealed &&
                !member.isSlashed &&
                block.timestamp >= ROUNDS.deadlinesOf(roundId)[4],
            ScoreBoardNotSilent(roundId, seat)
        );

        member.isSlashed = true;
        address oracle = member.oracle;

        amount = STAKING.slash({
            account: oracle,
            amount: (uint256(member.stake) * _committees[roundId].slashBps) / BPS,
            offenceId: keccak256(abi.encode(address(this), roundId, oracle))
        });
        (uint256 modelId, , ) = ROUNDS.progressOf(roundId);
        _vacate(modelId, oracle);
        emit SilenceSlashed(roundId, oracle, amount);
    }

    // --- Views ---

    /// @inheritdoc IScoreBoard
    function committeeOf(uint256 roundId) external view returns (Committee memory committee) {
        return _committees[roundId];
    }

    /// @inheritdoc IScoreBoard
    function membersOf(uint256 roundId) external view returns (Member[] memory members) {
        return _members[roundId];
    }

    /// @inheritdoc IScoreBoard
    function commitmentOf(
        uint256 roundId,
        address oracle,
        bytes32 vectorHash,
        bytes32 aggregateDigest,
        bytes32 salt
    ) public view returns (bytes32 commitment) {
        return
            keccak256(
                abi.encode(
                    COMMIT_DOMAIN,
                    block.chainid,
                    address(this),
                    roundId,
                    oracle,
                    vectorHash,
                    aggregateDigest,
                    salt
                )
            );
    }

    // --- Internal ---

    function _countReveal(uint256 roundId, Member storage member, bool isVoid) private {
        Committee storage committee = _committees[roundId];
        uint256 totalStake = committee.totalStake;
        uint256 before = committee.revealedStake;
        uint256 revealed = before + member.stake;
        uint256 quorum = Math.mulDiv(totalStake, committee.quorumBps, BPS, Math.Rounding.Ceil);
        uint256 voidBefore = committee.voidStake;
        uint256 voidStake = isVoid ? voidBefore + member.stake : voidBefore;

        member.isRevealed = true;
        member.isVoid = isVoid;
        committee.revealedStake = uint96(revealed);
        committee.voidStake = uint96(voidStake);

        if (before < quorum && revealed >= quorum) ROUNDS.recordQuorum(roundId);
        if (2 * voidBefore <= totalStake && 2 * voidStake > totalStake) ROUNDS.recordVoid(roundId);
    }

    function _finish(
        uint256 roundId,
        uint256 count,
        bytes24[] memory roots,
        uint256 totalScore,
        bytes32 aggregateDigest,
        uint256[] memory stakes
    ) private {
        bytes24 root = ScoreVectors.rootOf(_subtreeRoots[roundId], roots);
        emit ScoresSettled(roundId, root, totalScore, count, aggregateDigest);

        POOL.recordSettlement({
            roundId: roundId,
            root: root,
            totalScore: totalScore,
            count: count,
            feeRolled: _unearnableFee(roundId, stakes)
        });
        ROUNDS.recordSettlement(roundId);
        if (aggregateDigest != 0) {
            (uint256 modelId, uint32 baseVersion, ) = ROUNDS.progressOf(roundId);
            MODELS.recordCandidate({
                modelId: modelId,
                parentVersion: baseVersion,
                roundId: roundId,
                weightsDigest: aggregateDigest
            });
        }
    }

    /// @dev What is left of the fee once every member with a vector has its share set aside.
    function _unearnableFee(uint256 roundId, uint256[] memory stakes) private view returns (uint256 rest) {
        uint256 fee = POOL.accountOf(roundId).feeTotal;
        uint256 totalStake = _committees[roundId].totalStake;
        rest = fee;
        for (uint256 k = 0; k < stakes.length; ++k) rest -= ScoreVectors.shareOf(fee, stakes[k], totalStake);
    }

    /// @dev Requires the contributors to be the round's.
    function _subtreesOf(
        uint256 roundId,
        uint256 first,
        bytes calldata contributors,
        bytes memory consensus
    ) private view returns (bytes24[] memory roots) {
        bytes32[] memory chains;
        (roots, chains) = PositionalMerkle.subtreesOf(POOL.leafDomainOf(roundId), contributors, consensus);
        for (uint256 i = 0; i < chains.length; ++i) {
            bytes32 expected = ROUNDS.contributorsHashOf(roundId, first / ScoreVectors.CHUNK_SIZE + i);
            require(chains[i] == expected, ScoreBoardContributorsMismatch(chains[i], expected));
        }
    }

    function _requirePhase(uint256 roundId, ITrainingRounds.Phase expected) private view {
        ITrainingRounds.Phase actual = ROUNDS.phaseOf(roundId);
        require(actual == expected, ScoreBoardWrongPhase(roundId, uint256(actual), uint256(expected)));
    }

    function _memberAt(uint256 roundId, uint256 seat) private view returns (Member storage member) {
        Member[] storage members = _members[roundId];
        require(seat < members.length, ScoreBoardUnknownSeat(roundId, seat, members.length));
        return members[seat];
    }

    function _requireMember(uint256 roundId, uint256 seat) private view returns (Member storage member) {
        member = _memberAt(roundId, seat);
        require(member.oracle == msg.sender, ScoreBoardNotMember(roundId, seat, msg.sender));
    }

    function _requireRevealable(uint256 roundId, uint256 seat) private view returns (Member storage member) {
        _requirePhase(roundId, ITrainingRounds.Phase.ScoreReveal);
        member = _requireMember(roundId, seat);
        require(member.isCommitted, ScoreBoardNotCommitted(roundId, seat));
        require(!member.isRevealed, ScoreBoardAlreadyRevealed(roundId, seat));
    }
}
