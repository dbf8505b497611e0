// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Payments} from "../common/Payments.sol";
import {ILicenseMarket} from "../market/ILicenseMarket.sol";
import {IDatasetRegistry} from "../registry/IDatasetRegistry.sol";
import {IModelRegistry} from "../registry/IModelRegistry.sol";
import {IProvenance} from "../registry/IProvenance.sol";
import {IRewardPool} from "../rewards/IRewardPool.sol";
import {ITrainingRounds} from "./ITrainingRounds.sol";
import {RoundPhases} from "./RoundPhases.sol";

/// @notice See {ITrainingRounds}.
contract TrainingRounds is ITrainingRounds, IProvenance, AccessManaged {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    /// @notice Most commits a round may accept.
    uint256 public constant MAX_CONTRIBUTORS = 100_000;
    /// @notice Positions under one hash chain of contributors.
    uint256 public constant CHUNK_SIZE = 1024;

    uint8 private constant USE_TRAIN = 1;
    bytes32 private constant COMMIT_DOMAIN = keccak256("commonweights.TrainingRounds.update.v1");

    IModelRegistry public immutable MODELS;
    IDatasetRegistry public immutable DATASETS;
    ILicenseMarket public immutable MARKET;
    IRewardPool public immutable POOL;

    uint256 private _roundCount;
    mapping(uint256 roundId => Round round) private _rounds;
    mapping(uint256 roundId => mapping(address contributor => Update update)) private _updates;
    mapping(uint256 roundId => mapping(uint256 chunk => bytes32 chain)) private _contributorsHashes;
    mapping(uint256 roundId => uint256[] datasetIds) private _datasets;
    mapping(uint256 roundId => mapping(uint256 datasetId => bool isUsed)) private _isTrainedOn;

    constructor(
        address authority,
        IModelRegistry models,
        IDatasetRegistry datasets,
        ILicenseMarket market,
        IRewardPool pool
    ) AccessManaged(authority) {
        MODELS = models;
        DATASETS = datasets;
        MARKET = market;
        POOL = pool;
    }

    // --- Opening a round ---

    /// @inheritdoc ITrainingRounds
    function openRound(Task calldata task) external returns (uint256 roundId) {
        address owner = MODELS.ownerOf(task.modelId);
        uint256 versions = MODELS.versionCountOf(task.modelId);
        require(
            task.baseVersion != 0 && task.baseVersion <= versions,
            TrainingRoundsUnknownVersion(task.modelId, task.baseVersion, versions)
        );
        require(
            task.maxContributors != 0 && task.maxContributors <= MAX_CONTRIBUTORS,
            TrainingRoundsContributorLimitOutOfRange(task.maxContributors, MAX_CONTRIBUTORS)
        );
        require(task.taskDigest != 0 && task.slicesCommitment != 0, TrainingRoundsZeroDigest());
        RoundPhases.validate(task.phases);

        roundId = ++_roundCount;
        Round storage round = _rounds[roundId];
        round.modelId = task.modelId.toUint64();
        round.baseVersion = task.baseVersion;
        round.startedAt = uint40(block.timestamp);
        round.maxContributors = task.maxContributors;
        round.phases = task.phases;
        round.sponsor = msg.sender;
        round.bond = task.bond;
        round.token = task.token;
        round.taskDigest = task.taskDigest;
        round.slicesCommitment = task.slicesCommitment;
        emit RoundOpened(roundId, task.modelId, msg.sender, task);

        POOL.open({
            roundId: roundId,
            modelId: task.modelId,
            sponsor: msg.sender,
            token: task.token,
            pot: task.pot,
            fee: task.oracleFee,
            drawsReserve: owner == msg.sender
        });
    }

    // --- Updates ---

    /// @inheritdoc ITrainingRounds
    function commitUpdate(uint256 roundId, bytes32 commitment, uint256 datasetId, uint256 licenseId) external {
        Round storage round = _requirePhase(roundId, Phase.Commit);
        require(commitment != 0, TrainingRoundsZeroDigest());
        require(round.commits < round.maxContributors, TrainingRoundsFull(roundId, round.maxContributors));
        Update storage update = _updates[roundId][msg.sender];
        require(update.committedAt == 0, TrainingRoundsAlreadyCommitted(roundId, msg.sender));
        _requireRightToTrain(datasetId, licenseId);

        round.commits += 1;
        update.digest = commitment;
        update.committedAt = uint40(block.timestamp);
        update.datasetId = datasetId.toUint64();
        update.licenseId = licenseId.toUint64();
        emit UpdateCommitted(roundId, msg.sender, commitment, datasetId, licenseId);

        uint256 received = Payments.pull(IERC20(round.token), msg.sender, address(this), round.bond);
        require(received == round.bond, TrainingRoundsBondShort(received, round.bond));
        if (licenseId != 0) {
            MARKET.recordUseFor(msg.sender, licenseId, USE_TRAIN, roundId, round.baseVersion, commitment);
        }
    }

    /// @inheritdoc ITrainingRounds
    function revealUpdate(uint256 roundId, bytes32 updateDigest, bytes32 salt) external {
        Round storage round = _requirePhase(roundId, Phase.Reveal);
        require(updateDigest != 0, TrainingRoundsZeroDigest());
        Update storage update = _updates[roundId][msg.sender];
        require(update.committedAt != 0, TrainingRoundsNotCommitted(roundId, msg.sender));
        require(!update.isRevealed, TrainingRoundsAlreadyRevealed(roundId, msg.sender));
        bytes32 actual = commitmentOf(roundId, msg.sender, updateDigest, salt);
        require(actual == update.digest, TrainingRoundsCommitmentMismatch(actual, update.digest));

        uint256 index = round.reveals++;
        update.digest = updateDigest;
        update.isRevealed = true;
        update.isBondReturned = true;
        update.index = uint24(index);
        uint256 chunk = index / CHUNK_SIZE;
        _contributorsHashes[roundId][chunk] = keccak256(abi.encode(_contributorsHashes[roundId][chunk], msg.sender));
        uint256 datasetId = update.datasetId;
        if (!_isTrainedOn[roundId][datasetId]) {
            _isTrainedOn[roundId][datasetId] = true;
            _datasets[roundId].push(datasetId);
        }
        emit UpdateRevealed(roundId, msg.sender, index, updateDigest);

        if (update.licenseId != 0) {
            uint256 shareBps = MARKET.revenueShareBpsOf(update.licenseId);
            if (shareBps != 0) POOL.recordRevenueShare(roundId, msg.sender, datasetId, shareBps);
        }
        if (round.bond > 0) IERC20(round.token).safeTransfer(msg.sender, round.bond);
    }

    // --- Slices and committee ---

    /// @inheritdoc ITrainingRounds
    function openSlices(
        uint256 roundId,
        bytes32 rootSliceDigest,
        bytes32 validationSliceDigest,
        bytes32 salt
    ) external {
        Round storage round = _requirePhase(roundId, Phase.Opening);
        require(msg.sender == round.sponsor, TrainingRoundsNotSponsor(roundId, msg.sender, round.sponsor));
        require(!round.isOpened, TrainingRoundsAlreadyOpened(roundId));
        bytes32 actual = keccak256(abi.encode(rootSliceDigest, validationSliceDigest, salt));
        require(actual == round.slicesCommitment, TrainingRoundsCommitmentMismatch(actual, round.slicesCommitment));

        round.isOpened = true;
        emit SlicesOpened(roundId, rootSliceDigest, validationSliceDigest);
    }

    /// @inheritdoc ITrainingRounds
    function recordCommittee(uint256 roundId, bool isSeated) external restricted {
        Round storage round = _requirePhase(roundId, Phase.Commit);

        if (isSeated) round.hasCommittee = true;
        else round.isTooFewSeats = true;
        emit CommitteeRecorded(roundId, isSeated);
    }

    /// @inheritdoc ITrainingRounds
    function recordQuorum(uint256 roundId) external restricted {
        Round storage round = _requirePhase(roundId, Phase.ScoreReveal);

        round.hasQuorum = true;
        emit QuorumReached(roundId);
    }

    /// @inheritdoc ITrainingRounds
    function recordVoid(uint256 roundId) external restricted {
        Round storage round = _requirePhase(roundId, Phase.ScoreReveal);

        round.isVoid = true;
        emit SlicesVoided(roundId);
    }

    // --- Endings ---

    /// @inheritdoc ITrainingRounds
    function recordSettlement(uint256 roundId) external restricted {
        Round storage round = _requirePhase(roundId, Phase.Settling);

        round.isSettled = true;
        uint256 forfeited = _forfeitedBonds(round);
        emit RoundSettled(roundId, forfeited);

        _moveToReserve(round, forfeited);
    }

    /// @inheritdoc ITrainingRounds
    function closeRound(uint256 roundId) external {
        Round storage round = _requirePhase(roundId, Phase.Failed);
        require(!round.isClosed, TrainingRoundsAlreadyClosed(roundId));

        round.isClosed = true;
        Failure failure = RoundPhases.failureOf(round);
        // Without a committee nobody could reveal: those bonds go back.
        uint256 forfeited = failure == Failure.NoCommittee ? 0 : _forfeitedBonds(round);
        emit RoundClosed(roundId, failure, forfeited);

        _moveToReserve(round, forfeited);
        IRewardPool.Outcome outcome = IRewardPool.Outcome.Refunded;
        if (failure == Failure.SponsorSilent) outcome = IRewardPool.Outcome.SponsorSilent;
        if (failure == Failure.SlicesVoid) outcome = IRewardPool.Outcome.SlicesVoid;
        POOL.recordFailure(roundId, outcome, round.reveals);
    }

    /// @inheritdoc ITrainingRounds
    function claimForfeited(uint256 roundId, address contributor) external returns (uint256 amount) {
        Round storage round = _requirePhase(roundId, Phase.Failed);
        Failure failure = RoundPhases.failureOf(round);
        require(
            round.isClosed && (failure == Failure.SponsorSilent || failure == Failure.SlicesVoid),
            TrainingRoundsNotForfeited(roundId, failure)
        );
        Update storage update = _updates[roundId][contributor];
        require(update.isRevealed && !update.isForfeitPaid, TrainingRoundsNothingForfeited(roundId, contributor));

        update.isForfeitPaid = true;

        amount = POOL.payForfeited(roundId, contributor);
        emit ForfeitedPotClaimed(roundId, contributor, amount);
    }

    /// @inheritdoc ITrainingRounds
    function reclaimBond(uint256 roundId, address contributor) external {
        Round storage round = _requirePhase(roundId, Phase.Failed);
        Failure failure = RoundPhases.failureOf(round);
        Update storage update = _updates[roundId][contributor];
        require(
            failure == Failure.NoCommittee && update.committedAt != 0 && !update.isBondReturned,
            TrainingRoundsNoBondToReturn(roundId, contributor)
        );

        update.isBondReturned = true;
        emit BondReturned(roundId, contributor, round.bond);

        if (round.bond > 0) IERC20(round.token).safeTransfer(contributor, round.bond);
    }

    /// @inheritdoc ITrainingRounds
    function contestProvenance(uint256 roundId, bytes32 reasonDigest) external restricted {
        Round storage round = _requireRound(roundId);

        round.isContested = true;
        emit ProvenanceContested(roundId, reasonDigest);
    }

    // --- Views ---

    /// @inheritdoc ITrainingRounds
    function failureOf(uint256 roundId) external view returns (Failure failure) {
        return RoundPhases.failureOf(_rounds[roundId]);
    }

    /// @inheritdoc ITrainingRounds
    function deadlinesOf(uint256 roundId) external view returns (uint256[5] memory endsAt) {
        return RoundPhases.deadlinesOf(_requireRound(roundId));
    }

    /// @inheritdoc ITrainingRounds
    function roundOf(uint256 roundId) external view returns (Round memory round) {
        return _requireRound(roundId);
    }

    /// @inheritdoc ITrainingRounds
    function progressOf(uint256 roundId) external view returns (uint64 modelId, uint32 baseVersion, uint24 reveals) {
        Round storage round = _requireRound(roundId);
        return (round.modelId, round.baseVersion, round.reveals);
    }

    /// @inheritdoc ITrainingRounds
    function updateOf(uint256 roundId, address contributor) external view returns (Update memory update) {
        return _updates[roundId][contributor];
    }

    /// @inheritdoc ITrainingRounds
    function contributorsHashOf(uint256 roundId, uint256 chunk) external view returns (bytes32 chain) {
        return _contributorsHashes[roundId][chunk];
    }

    /// @inheritdoc ITrainingRounds
    function datasetsOf(uint256 roundId) external view returns (uint256[] memory datasetIds) {
        return _datasets[roundId];
    }

    /// @inheritdoc ITrainingRounds
    function withdrawnDatasetsOf(uint256 roundId) external view returns (uint256[] memory datasetIds) {
        uint256[] memory used = _datasets[roundId];
        uint256 withdrawn = 0;
        for (uint256 i = 0; i < used.length; ++i) {
            if (DATASETS.consentWithdrawnAt(used[i]) != 0) used[withdrawn++] = used[i];
        }
        datasetIds = new uint256[](withdrawn);
        for (uint256 i = 0; i < withdrawn; ++i) datasetIds[i] = used[i];
    }

    /// @inheritdoc IProvenance
    function isProvenanceLawful(uint256 roundId) external view returns (bool isLawful) {
        Round storage round = _rounds[roundId];
        return round.isSettled && !round.isContested;
    }

    /// @inheritdoc ITrainingRounds
    function roundCount() external view returns (uint256 count) {
        return _roundCount;
    }

    /// @inheritdoc ITrainingRounds
    function phaseOf(uint256 roundId) public view returns (Phase phase) {
        return RoundPhases.phaseOf(_rounds[roundId]);
    }

    /// @inheritdoc ITrainingRounds
    function commitmentOf(
        uint256 roundId,
        address contributor,
        bytes32 updateDigest,
        bytes32 salt
    ) public view returns (bytes32 commitment) {
        return
            keccak256(
                abi.encode(COMMIT_DOMAIN, block.chainid, address(this), roundId, contributor, updateDigest, salt)
            );
    }

    // --- Internal ---

    function _moveToReserve(Round storage round, uint256 amount) private {
        if (amount == 0) return;
        IERC20(round.token).safeTransfer(address(POOL), amount);
        POOL.addToReserve(round.modelId, round.token, amount);
    }

    function _requireRightToTrain(uint256 datasetId, uint256 licenseId) private view {
        if (licenseId == 0) {
            address owner = DATASETS.ownerOf(datasetId);
            require(owner == msg.sender, TrainingRoundsNotDatasetOwner(datasetId, msg.sender, owner));
            uint256 withdrawnAt = DATASETS.consentWithdrawnAt(datasetId);
            require(withdrawnAt == 0, TrainingRoundsConsentWithdrawn(datasetId, withdrawnAt));
        } else {
            (ILicenseMarket.AssetKind kind, uint256 assetId) = MARKET.assetOf(licenseId);
            require(
                kind == ILicenseMarket.AssetKind.Dataset && assetId == datasetId,
                TrainingRoundsLicenseOfOtherAsset(licenseId, datasetId)
            );
        }
    }

    function _requireRound(uint256 roundId) private view returns (Round storage round) {
        round = _rounds[roundId];
        require(round.startedAt != 0, TrainingRoundsUnknownRound(roundId));
    }

    function _requirePhase(uint256 roundId, Phase expected) private view returns (Round storage round) {
        round = _requireRound(roundId);
        Phase actual = RoundPhases.phaseOf(round);
        require(actual == expected, TrainingRoundsWrongPhase(roundId, actual, expected));
    }

    function _forfeitedBonds(Round storage round) private view returns (uint256 amount) {
        return uint256(round.commits - round.reveals) * round.bond;
    }
}
