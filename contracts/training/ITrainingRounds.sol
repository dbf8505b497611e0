// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Training rounds
/// @notice The life of one federated training round of a model: who may train, what was submitted, when each phase ends.
interface ITrainingRounds {
    /// @notice Where a round stands. It follows from time and counts alone; no call moves it.
    enum Phase {
        None,
        Commit,
        Reveal,
        Opening,
        ScoreCommit,
        ScoreReveal,
        Settling,
        Settled,
        Failed
    }

    /// @notice Why a round failed.
    enum Failure {
        None,
        /// Nobody revealed an update.
        NoUpdates,
        /// Nobody snapshotted a committee before the end of Commit, or there were too few seats: nothing was revealed.
        NoCommittee,
        /// The sponsor did not open the slices it had promised.
        SponsorSilent,
        /// A stake majority called the opened slices worthless.
        SlicesVoid,
        /// Too little of the committee's stake revealed its scores.
        NoQuorum
    }

    /// @notice Lengths of the phases, in seconds, in their order.
    struct PhaseSeconds {
        uint32 commit;
        uint32 reveal;
        uint32 opening;
        uint32 scoreCommit;
        uint32 scoreReveal;
    }

    /// @notice What a sponsor opens a round with.
    struct Task {
        /// Model to train.
        uint256 modelId;
        /// Version every contributor starts from.
        uint32 baseVersion;
        /// SHA-256 of the task description (architecture, limits, full-pay gain).
        bytes32 taskDigest;
        /// `keccak256(abi.encode(rootSliceDigest, validationSliceDigest, salt))`: hides the slices until Opening.
        bytes32 slicesCommitment;
        /// Token of pot, fee and bonds; must be allowed by the reward pool.
        address token;
        /// Paid to contributors by score.
        uint128 pot;
        /// Paid to oracles by agreement.
        uint128 oracleFee;
        /// Deposit of each commit, returned at reveal.
        uint96 bond;
        /// Most commits the round accepts.
        uint24 maxContributors;
        PhaseSeconds phases;
    }

    /// @notice A round as stored.
    struct Round {
        uint64 modelId;
        uint32 baseVersion;
        uint40 startedAt;
        uint24 maxContributors;
        uint24 commits;
        uint24 reveals;
        bool hasCommittee;
        bool isTooFewSeats;
        bool isOpened;
        bool hasQuorum;
        bool isVoid;
        bool isSettled;
        PhaseSeconds phases;
        bool isClosed;
        bool isContested;
        address sponsor;
        uint96 bond;
        address token;
        bytes32 taskDigest;
        bytes32 slicesCommitment;
    }

    /// @notice One contributor's part in a round.
    struct Update {
        /// The commitment until the reveal, then the SHA-256 of the update file.
        bytes32 digest;
        uint40 committedAt;
        bool isRevealed;
        bool isBondReturned;
        bool isForfeitPaid;
        /// Position in every score vector; meaningful once revealed.
        uint24 index;
        uint64 datasetId;
        /// License that gave the right to train; 0 when the contributor owned the dataset.
        uint64 licenseId;
    }

    /// @notice A round was opened.
    event RoundOpened(uint256 indexed roundId, uint256 indexed modelId, address indexed sponsor, Task task);
    /// @notice A contributor committed to an update and showed its right to train.
    event UpdateCommitted(
        uint256 indexed roundId,
        address indexed contributor,
        bytes32 commitment,
        uint256 datasetId,
        uint256 licenseId
    );
    /// @notice A contributor published its update; `index` is its position in every score vector.
    event UpdateRevealed(uint256 indexed roundId, address indexed contributor, uint256 index, bytes32 updateDigest);
    /// @notice The sponsor opened the hidden slices.
    event SlicesOpened(uint256 indexed roundId, bytes32 rootSliceDigest, bytes32 validationSliceDigest);
    /// @notice The committee's stake was snapshotted, or found too small.
    event CommitteeRecorded(uint256 indexed roundId, bool isSeated);
    /// @notice Enough of the committee's stake revealed its scores.
    event QuorumReached(uint256 indexed roundId);
    /// @notice A stake majority of the committee called the slices void.
    event SlicesVoided(uint256 indexed roundId);
    /// @notice The round's scores were settled; `bondsForfeited` of unrevealed commits went to the model's reserve.
    event RoundSettled(uint256 indexed roundId, uint256 bondsForfeited);
    /// @notice The failed round's money became refundable.
    event RoundClosed(uint256 indexed roundId, Failure failure, uint256 bondsForfeited);
    /// @notice The bond of a round that never had a committee went back.
    event BondReturned(uint256 indexed roundId, address indexed contributor, uint256 bond);
    /// @notice A contributor of a forfeited round took its equal part of the sponsor's pot.
    event ForfeitedPotClaimed(uint256 indexed roundId, address indexed contributor, uint256 amount);
    /// @notice Governance found that data of this round was not lawfully used.
    event ProvenanceContested(uint256 indexed roundId, bytes32 reasonDigest);

    /// @notice There is no round `roundId`.
    error TrainingRoundsUnknownRound(uint256 roundId);
    /// @notice The round is in phase `actual`; the call belongs to `expected`.
    error TrainingRoundsWrongPhase(uint256 roundId, Phase actual, Phase expected);
    /// @notice A phase of `phaseSeconds` is outside `minSeconds` to `maxSeconds`.
    error TrainingRoundsPhaseLengthOutOfRange(uint256 phaseSeconds, uint256 minSeconds, uint256 maxSeconds);
    /// @notice `maxContributors` is outside 1 to `limit`.
    error TrainingRoundsContributorLimitOutOfRange(uint256 maxContributors, uint256 limit);
    /// @notice The model has no version `version` (it has `versionCount`).
    error TrainingRoundsUnknownVersion(uint256 modelId, uint256 version, uint256 versionCount);
    /// @notice All `maxContributors` places of the round are taken.
    error TrainingRoundsFull(uint256 roundId, uint256 maxContributors);
    /// @notice A zero commitment or digest names nothing.
    error TrainingRoundsZeroDigest();
    /// @notice `contributor` committed to this round before.
    error TrainingRoundsAlreadyCommitted(uint256 roundId, address contributor);
    /// @notice `account` may not train on the dataset: it belongs to `owner` and no license was named.
    error TrainingRoundsNotDatasetOwner(uint256 datasetId, address account, address owner);
    /// @notice Consent for the dataset was withdrawn at `withdrawnAt`.
    error TrainingRoundsConsentWithdrawn(uint256 datasetId, uint256 withdrawnAt);
    /// @notice The license is for another asset than dataset `datasetId`.
    error TrainingRoundsLicenseOfOtherAsset(uint256 licenseId, uint256 datasetId);
    /// @notice Of the bond, only `received` arrived: a token that keeps a part cannot be returned in full.
    error TrainingRoundsBondShort(uint256 received, uint256 bond);
    /// @notice `contributor` has no open commitment in the round.
    error TrainingRoundsNotCommitted(uint256 roundId, address contributor);
    /// @notice `contributor` revealed before.
    error TrainingRoundsAlreadyRevealed(uint256 roundId, address contributor);
    /// @notice Digest and salt give `actual`; the commitment is `expected`.
    error TrainingRoundsCommitmentMismatch(bytes32 actual, bytes32 expected);
    /// @notice Only the sponsor may open the slices.
    error TrainingRoundsNotSponsor(uint256 roundId, address account, address sponsor);
    /// @notice The slices were opened before.
    error TrainingRoundsAlreadyOpened(uint256 roundId);
    /// @notice The round was closed before.
    error TrainingRoundsAlreadyClosed(uint256 roundId);
    /// @notice The round's pot was not forfeited to its contributors.
    error TrainingRoundsNotForfeited(uint256 roundId, Failure failure);
    /// @notice `contributor` has no bond in a round without a committee, or took it before.
    error TrainingRoundsNoBondToReturn(uint256 roundId, address contributor);
    /// @notice `contributor` has no part of the forfeited pot, or took it before.
    error TrainingRoundsNothingForfeited(uint256 roundId, address contributor);

    /// @notice Opens a round; the caller becomes its sponsor and pays pot and fee.
    /// @dev The sponsor approves the reward pool, not this contract. Anyone may sponsor a round; only a round opened by the
    /// model's owner also draws what earlier rounds of the model left unearned.
    /// @return roundId Dense, from 1.
    function openRound(Task calldata task) external returns (uint256 roundId);

    /// @notice Commits the caller to an update, with the round's bond and the right to train on `datasetId`.
    /// @dev Warning: the right is checked now, at use; nothing that happens to the license later changes it. With
    /// `licenseId` 0 the caller must own the dataset; otherwise the license must permit TRAIN to the caller, and one use of
    /// it is recorded.
    /// @param commitment See {commitmentOf}.
    function commitUpdate(uint256 roundId, bytes32 commitment, uint256 datasetId, uint256 licenseId) external;

    /// @notice Publishes the digest of the committed update and returns the bond.
    /// @dev Warning: nothing on chain checks that the file can be fetched; oracles score what they can fetch.
    /// @param updateDigest SHA-256 of the safetensors file; its CIDv1 follows from it.
    function revealUpdate(uint256 roundId, bytes32 updateDigest, bytes32 salt) external;

    /// @notice Opens the hidden slices to the committee; only the sponsor.
    /// @dev A sponsor that does not open them forfeits its pot to the contributors who revealed.
    function openSlices(uint256 roundId, bytes32 rootSliceDigest, bytes32 validationSliceDigest, bytes32 salt) external;

    /// @notice Makes a failed round's money refundable or claimable; anyone may call, once.
    function closeRound(uint256 roundId) external;

    /// @notice Pays `contributor` its equal part of a forfeited pot; anyone may call.
    function claimForfeited(uint256 roundId, address contributor) external returns (uint256 amount);

    /// @notice Returns the bond that `contributor` committed with to a round that never had a committee; anyone may call.
    function reclaimBond(uint256 roundId, address contributor) external;

    /// @notice Records whether the committee was seated. Only the score board.
    function recordCommittee(uint256 roundId, bool isSeated) external;

    /// @notice Records that the quorum of stake revealed. Only the score board.
    function recordQuorum(uint256 roundId) external;

    /// @notice Records that a stake majority called the slices void. Only the score board.
    function recordVoid(uint256 roundId) external;

    /// @notice Records that the scores are settled. Only the score board.
    function recordSettlement(uint256 roundId) external;

    /// @notice Bars the versions born in this round from promotion. Only governance; cannot be undone.
    function contestProvenance(uint256 roundId, bytes32 reasonDigest) external;

    /// @notice Phase of the round now; `None` when it does not exist.
    function phaseOf(uint256 roundId) external view returns (Phase phase);

    /// @notice Why the round failed; `None` while it has not.
    function failureOf(uint256 roundId) external view returns (Failure failure);

    /// @notice Ends of Commit, Reveal, Opening, ScoreCommit and ScoreReveal, as timestamps.
    function deadlinesOf(uint256 roundId) external view returns (uint256[5] memory endsAt);

    /// @notice The round as stored; reverts when it does not exist.
    function roundOf(uint256 roundId) external view returns (Round memory round);

    /// @notice The part of {roundOf} that scoring needs: model, the version trained from, and revealed updates so far.
    function progressOf(uint256 roundId) external view returns (uint64 modelId, uint32 baseVersion, uint24 reveals);

    /// @notice The contributor's part in the round; all zero when it has none.
    function updateOf(uint256 roundId, address contributor) external view returns (Update memory update);

    /// @notice Hash chain over the contributors of positions `1024·chunk` to `1024·chunk + 1023`, in order of reveal.
    function contributorsHashOf(uint256 roundId, uint256 chunk) external view returns (bytes32 chain);

    /// @notice Datasets whose data this round's revealed updates were trained on.
    function datasetsOf(uint256 roundId) external view returns (uint256[] memory datasetIds);

    /// @notice Datasets of this round whose consent has been withdrawn since: the mark on every version trained on them.
    function withdrawnDatasetsOf(uint256 roundId) external view returns (uint256[] memory datasetIds);

    /// @notice Number of rounds; identifiers run from 1 to it.
    function roundCount() external view returns (uint256 count);

    /// @notice The hash a contributor commits to.
    function commitmentOf(
        uint256 roundId,
        address contributor,
        bytes32 updateDigest,
        bytes32 salt
    ) external view returns (bytes32 commitment);
}
