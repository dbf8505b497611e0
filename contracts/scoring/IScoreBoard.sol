// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Score board
/// @notice Oracles commit to and reveal score vectors; the consensus of their stake is computed on chain, trusted to nobody.
/// @dev A vector is packed bytes, four big-endian bytes (parts per billion of the pot) per contributor in order of reveal,
/// summing to at most 1e9. Its hash is `keccak256` of the concatenated hashes of its chunks of 1024 scores.
interface IScoreBoard {
    /// @notice A round's committee: every seat of the model at the snapshot that did not contribute to the round.
    struct Committee {
        uint96 totalStake;
        uint96 revealedStake;
        uint16 quorumBps;
        uint16 slashBps;
        /// Contributors settled so far.
        uint24 settled;
        /// When settlement goes by one vector that more than half of the stake revealed: a seat that revealed it, plus one.
        uint8 commonSeat;
        uint96 voidStake;
        /// `Σc` of the contributors that earlier calls settled, while more are to come.
        uint32 totalScore;
    }

    /// @notice One oracle's place on a committee.
    struct Member {
        address oracle;
        uint96 stake;
        /// The commitment until the reveal, then `keccak256(abi.encode(vectorHash, aggregateDigest))`.
        bytes32 sealedHash;
        bool isCommitted;
        bool isRevealed;
        bool isVoid;
        bool isPaid;
        bool isSlashed;
        /// Whether `disagreement` is final.
        bool isAssessed;
        /// Chunks revealed, or assessed, so far.
        uint16 chunks;
        /// Sum of the scores revealed so far.
        uint32 scoreSum;
        /// `Σ_i |w_i − c_i|`, at most 3e9; from 2e9 on, nothing is paid.
        uint32 disagreement;
    }

    /// @notice What a call of {settle} brings: the revealed data, checked against what is stored.
    struct Columns {
        /// Addresses of the next contributors in order of reveal, 20 bytes each: whole chunks of 1024, or up to the end.
        bytes contributors;
        /// The same positions of the vectors: either one vector that more than half of the stake revealed, or the vector of
        /// every member that revealed one, in order of membership.
        bytes[] vectors;
        /// The aggregate digest revealed with each vector.
        bytes32[] aggregateDigests;
        /// For rounds above 1024 contributors, the hashes of all chunks of each vector; otherwise empty.
        bytes32[][] chunkHashes;
    }

    /// @notice The committee was snapshotted with `size` members and `totalStake`.
    event CommitteeSeated(uint256 indexed roundId, uint256 size, uint256 totalStake);
    /// @notice A member committed to its scores; a later commitment replaces an earlier one.
    event ScoresCommitted(uint256 indexed roundId, address indexed oracle, bytes32 commitment);
    /// @notice A member revealed its whole vector; the scores are in the calldata.
    event ScoresRevealed(uint256 indexed roundId, address indexed oracle, bytes32 vectorHash, bytes32 aggregateDigest);
    /// @notice A member called the opened slices worthless.
    event SlicesRejected(uint256 indexed roundId, address indexed oracle, bytes32 reasonDigest);
    /// @notice Contributors up to position `settled` have their consensus.
    event ChunkSettled(uint256 indexed roundId, uint256 settled, uint256 totalScore);
    /// @notice The round is settled; `aggregateDigest` is zero when no stake majority agreed on one.
    event ScoresSettled(
        uint256 indexed roundId,
        bytes24 root,
        uint256 totalScore,
        uint256 count,
        bytes32 aggregateDigest
    );
    /// @notice A dissenting member's disagreement was computed.
    event DissentAssessed(uint256 indexed roundId, address indexed oracle, uint256 disagreement);
    /// @notice A member was paid `amount` of its share of the oracle fee.
    event FeeClaimed(uint256 indexed roundId, address indexed oracle, uint256 amount);
    /// @notice A member that committed and stayed silent was slashed and lost its seat.
    event SilenceSlashed(uint256 indexed roundId, address indexed oracle, uint256 amount);
    /// @notice The round is in phase `actual`; the call belongs to `expected` (numbers of {ITrainingRounds-Phase}).
    error ScoreBoardWrongPhase(uint256 roundId, uint256 actual, uint256 expected);
    /// @notice The committee can be snapshotted from `opensAt` on, in the last day of Commit.
    error ScoreBoardSnapshotTooEarly(uint256 roundId, uint256 opensAt);
    /// @notice The committee was snapshotted before.
    error ScoreBoardAlreadySeated(uint256 roundId);
    /// @notice `oracle` contributed to the round after the snapshot, and so may not score it.
    error ScoreBoardMemberContributed(uint256 roundId, address oracle);
    /// @notice Place `seat` of the committee is not `account`'s.
    error ScoreBoardNotMember(uint256 roundId, uint256 seat, address account);
    /// @notice The round's committee has `size` members; there is no place `seat`.
    error ScoreBoardUnknownSeat(uint256 roundId, uint256 seat, uint256 size);
    /// @notice A zero commitment commits to nothing.
    error ScoreBoardZeroCommitment();
    /// @notice The member did not commit.
    error ScoreBoardNotCommitted(uint256 roundId, uint256 seat);
    /// @notice The member revealed before.
    error ScoreBoardAlreadyRevealed(uint256 roundId, uint256 seat);
    /// @notice What was revealed hashes to `actual`; the commitment is `expected`.
    error ScoreBoardCommitmentMismatch(bytes32 actual, bytes32 expected);
    /// @notice `length` scores from position `first` are not whole chunks, or not up to the round's `count` contributors.
    error ScoreBoardBadLength(uint256 roundId, uint256 first, uint256 length, uint256 count);
    /// @notice Chunk `chunk` hashes to `actual`; its hash was given as `expected`.
    error ScoreBoardChunkMismatch(uint256 chunk, bytes32 actual, bytes32 expected);
    /// @notice The scores sum to `sum`, above the whole pot `limit`: such a vector is void and its oracle counts as silent.
    error ScoreBoardScoresAboveWhole(uint256 sum, uint256 limit);
    /// @notice The contributors hash to `actual`; the round's are `expected`.
    error ScoreBoardContributorsMismatch(bytes32 actual, bytes32 expected);
    /// @notice `given` vectors were given; `expected` were revealed, and no single one is shared by a stake majority.
    error ScoreBoardVectorsMissing(uint256 given, uint256 expected);
    /// @notice A single vector was given that only `stake` of `totalStake` revealed: not a majority.
    error ScoreBoardNoMajority(uint256 stake, uint256 totalStake);
    /// @notice A multi-call settlement goes on as it began: with one common vector, or with all.
    error ScoreBoardPathChanged(uint256 roundId);
    /// @notice The member has nothing to assess: it agreed, revealed nothing, or was assessed before.
    error ScoreBoardNothingToAssess(uint256 roundId, uint256 seat);
    /// @notice The member's disagreement is not computed yet: call {assessDissent} first.
    error ScoreBoardNotAssessed(uint256 roundId, uint256 seat);
    /// @notice The member revealed nothing that is paid for, or was paid before.
    error ScoreBoardNothingToPay(uint256 roundId, uint256 seat);
    /// @notice The member did not commit, did reveal, was slashed before, or may still reveal.
    error ScoreBoardNotSilent(uint256 roundId, uint256 seat);
    /// @notice Snapshots the committee in the last day of Commit; anyone may call, once. Below three members the round fails.
    /// @dev No update is public yet, so nobody can choose the moment by what was submitted, and contributors know who will
    /// score them before they reveal. A round without a snapshot fails at the end of Commit and returns everything.
    function snapshotCommittee(uint256 roundId) external;

    /// @notice Commits the caller, member `seat`, to its scores; may be repeated until the phase ends.
    /// @param commitment See {commitmentOf}.
    function commitScores(uint256 roundId, uint256 seat, bytes32 commitment) external;

    /// @notice Reveals the caller's scores: all of them, or whole chunks of 1024 from where the last call stopped.
    /// @param chunkHashes Hashes of all chunks when the round has more than 1024 contributors, otherwise empty.
    /// @param aggregateDigest SHA-256 of the aggregated weights the oracle computed.
    function revealScores(
        uint256 roundId,
        uint256 seat,
        bytes calldata scores,
        bytes32[] calldata chunkHashes,
        bytes32 aggregateDigest,
        bytes32 salt
    ) external;

    /// @notice Reveals that the caller had committed to {VOID}: the opened slices are worthless.
    /// @param reasonDigest SHA-256 of the reason, committed to in the place of the aggregate digest.
    function revealVoid(uint256 roundId, uint256 seat, bytes32 reasonDigest, bytes32 salt) external;

    /// @notice Computes the consensus of the next contributors; anyone may call, until all are settled.
    /// @dev The last call also fixes the root and the total, turns scores into shares and records the candidate version.
    function settle(uint256 roundId, Columns calldata columns) external;

    /// @notice After a settlement by one common vector, computes how far a dissenting member was from it; anyone may call.
    /// @param own The member's scores from where the last call stopped: whole chunks of 1024, or up to the end.
    /// @param common The same positions of the common vector.
    function assessDissent(uint256 roundId, uint256 seat, Columns calldata own, Columns calldata common) external;

    /// @notice Pays member `seat` its share of the oracle fee times its agreement; anyone may call.
    function claimFee(uint256 roundId, uint256 seat) external returns (uint256 amount);

    /// @notice Slashes member `seat`, which committed and did not reveal in time; anyone may call.
    function slashSilent(uint256 roundId, uint256 seat) external returns (uint256 amount);

    /// @notice The round's committee.
    function committeeOf(uint256 roundId) external view returns (Committee memory committee);

    /// @notice Members of the round's committee, by seat.
    function membersOf(uint256 roundId) external view returns (Member[] memory members);

    /// @notice The hash a member commits to.
    function commitmentOf(
        uint256 roundId,
        address oracle,
        bytes32 vectorHash,
        bytes32 aggregateDigest,
        bytes32 salt
    ) external view returns (bytes32 commitment);
}
