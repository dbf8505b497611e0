// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Reward pool
/// @notice Holds the pots of all rounds. A settled score is a lasting share: whatever reaches the round's pots later, in any
/// allowed token, is split by the same shares.
interface IRewardPool {
    /// @notice How a round ended, as far as money is concerned.
    enum Outcome {
        None,
        Open,
        Settled,
        /// Pot and fee go back to those who paid them.
        Refunded,
        /// The opener's pot goes to the contributors; the fee goes back.
        SponsorSilent,
        /// The opener's pot goes to the contributors; the fee to the oracles that said so.
        SlicesVoid
    }

    /// @notice Money of one round in one token.
    struct Pot {
        /// At risk before settlement; what the shares divide, all payments ever made included, after it.
        uint128 funded;
        /// Number of payments into the settled pot, the earned pot included; 0 before settlement.
        uint32 level;
        /// The round's `Σc`, copied here so that a claim reads one slot.
        uint32 totalScore;
        /// Whether any reward of the round is shared with a dataset, copied likewise.
        bool hasRevenueShares;
    }

    /// @notice A round as the pool knows it.
    struct Account {
        uint64 modelId;
        Outcome outcome;
        uint32 totalScore;
        uint24 count;
        bool hasRevenueShares;
        /// Revealed contributors among whom a forfeited pot is split.
        uint24 parts;
        /// Oracle fee not yet paid out.
        uint96 fee;
        address token;
        /// Oracle fee the round began with.
        uint96 feeTotal;
        address sponsor;
        /// Part of the pot that came from the model's reserve.
        uint96 reserveDrawn;
    }

    /// @notice A contributor's settled share of one round, with its proof.
    struct Share {
        uint256 roundId;
        /// Position in the round.
        uint256 index;
        /// Consensus score in parts per billion.
        uint32 score;
        /// The neighboring entry, then one node per level up to the stored root of the subtree of 256 positions.
        bytes24[8] proof;
    }

    /// @notice A round's pot was opened: `amount` from the sponsor, `reserve` from the model's reserve.
    event PotOpened(uint256 indexed roundId, address indexed token, uint256 amount, uint256 reserve, uint256 fee);
    /// @notice A pot was paid into.
    event PotFunded(uint256 indexed roundId, address indexed token, address indexed funder, uint256 amount);
    /// @notice A round's scores became shares; `earned` stays in the pot, the rest went to the model's reserve.
    event PotSettled(
        uint256 indexed roundId,
        address indexed token,
        bytes24 root,
        uint256 totalScore,
        uint256 count,
        uint256 earned
    );
    /// @notice A failed round's pot became refundable or forfeited.
    event PotFailed(uint256 indexed roundId, Outcome outcome);
    /// @notice The model's reserve in `token` changed to `reserve`.
    event ReserveChanged(uint256 indexed modelId, address indexed token, uint256 reserve);
    /// @notice A contributor's share was claimed; dataset owners' parts are inside `amount`.
    event RewardClaimed(address indexed contributor, uint256 roundId, address token, uint256 amount);
    /// @notice Part of a reward was set aside for the owner of the dataset it was earned with.
    event RevenueShared(uint256 indexed roundId, uint256 indexed datasetId, address token, uint256 amount);
    /// @notice A dataset's owner took the dataset's part of rewards.
    event RevenueWithdrawn(uint256 indexed datasetId, address indexed owner, address token, uint256 amount);
    /// @notice Money of a failed round went back to who had paid it.
    event PotRefunded(uint256 indexed roundId, address indexed funder, uint256 amount);
    /// @notice An oracle was paid for its agreement.
    event FeePaid(uint256 indexed roundId, address indexed oracle, uint256 amount);
    /// @notice `contributor` named who may claim and receive in its place; zero for nobody.
    event ClaimerChanged(address indexed contributor, address indexed claimer);
    /// @notice `shareBps` of what `contributor` earns in the round goes to the dataset's owner.
    event RevenueShareRecorded(
        uint256 indexed roundId,
        address indexed contributor,
        uint256 datasetId,
        uint256 shareBps
    );

    /// @notice The round is in state `actual`, the call needs `expected`.
    error RewardPoolWrongOutcome(uint256 roundId, Outcome actual, Outcome expected);
    /// @notice A pot that is not settled takes only the round's own token `expected`.
    error RewardPoolTokenNotOfRound(uint256 roundId, address token, address expected);
    /// @notice Nobody earned anything in the round, so nobody could ever claim this money.
    error RewardPoolNothingEarned(uint256 roundId);
    /// @notice The amount is zero.
    error RewardPoolZeroAmount();
    /// @notice The proof leads to `actual`; the settled root of the subtree is `expected`.
    error RewardPoolBadProof(uint256 roundId, bytes24 actual, bytes24 expected);
    /// @notice Nothing is due to `contributor` in `token`: its shares are zero, or everything paid in so far was claimed before.
    error RewardPoolNothingToClaim(address token, address contributor);
    /// @notice No revenue in `token` waits for the dataset's owner.
    error RewardPoolNoRevenue(uint256 datasetId, address token);
    /// @notice `account` paid nothing that could be refunded.
    error RewardPoolNothingToRefund(uint256 roundId, address account);

    /// @notice Takes the sponsor's pot and fee for a new round. Only the rounds contract.
    /// @param drawsReserve Whether what the model's earlier rounds left unearned joins the pot.
    function open(
        uint256 roundId,
        uint256 modelId,
        address sponsor,
        address token,
        uint256 pot,
        uint256 fee,
        bool drawsReserve
    ) external;

    /// @notice Pays into a round's pot, at any time, in any allowed token once the round is settled.
    /// @dev Before settlement only the round's own token, refundable if the round fails. What arrives counts, not what was sent.
    function fund(uint256 roundId, address token, uint256 amount) external returns (uint256 received);

    /// @notice Notes that `shareBps` of a contributor's reward belongs to a dataset's owner. Only the rounds contract.
    function recordRevenueShare(uint256 roundId, address contributor, uint256 datasetId, uint256 shareBps) external;

    /// @notice Adds forfeited bonds, already transferred here, to the model's reserve. Only the rounds contract.
    function addToReserve(uint256 modelId, address token, uint256 amount) external;

    /// @notice Marks a failed round. Only the rounds contract.
    /// @param parts Revealed contributors among whom a forfeited pot is split.
    function recordFailure(uint256 roundId, Outcome outcome, uint256 parts) external;

    /// @notice Pays `contributor` one equal part of a forfeited pot. Only the rounds contract, once per contributor.
    function payForfeited(uint256 roundId, address contributor) external returns (uint256 amount);

    /// @notice Stores roots of subtrees of 256 positions, from the `first` on. Only the score board.
    function recordSubtrees(uint256 roundId, uint256 first, bytes24[] calldata roots) external;

    /// @notice Turns settled scores into shares. Only the score board.
    /// @param feeRolled Part of the oracle fee that nobody can earn any more; it goes to the model's reserve.
    function recordSettlement(
        uint256 roundId,
        bytes24 root,
        uint256 totalScore,
        uint256 count,
        uint256 feeRolled
    ) external;

    /// @notice Pays an oracle and moves what it failed to earn to the model's reserve. Only the score board.
    function payFee(uint256 roundId, address oracle, uint256 amount, uint256 feeRolled) external;

    /// @notice Claims what the caller's share of one round has earned in `token`.
    function claimShare(address token, Share calldata share) external returns (uint256 amount);

    /// @notice Claims what `contributor`'s shares of any number of rounds have earned in `token`, in one transfer.
    /// @dev Anyone may call: the money goes to the contributor, or to its claimer when the claimer calls. Where an update
    /// was trained under a license with a revenue share, that part goes to the dataset's owner.
    function claim(address contributor, address token, Share[] calldata shares) external returns (uint256 amount);

    /// @notice Pays a dataset's part of rewards to the dataset's current owner; anyone may call.
    function withdrawRevenue(uint256 datasetId, address token) external returns (uint256 amount);

    /// @notice Names who may claim and receive in the caller's place; zero for nobody.
    function setClaimer(address claimer) external;

    /// @notice Returns `funder`'s money of a failed round to it; anyone may call.
    function refund(uint256 roundId, address funder) external returns (uint256 amount);

    /// @notice What the contributor at `index` could claim now with a share of `score`, revenue shares included.
    function claimableOf(
        uint256 roundId,
        address token,
        uint256 index,
        uint256 score
    ) external view returns (uint256 amount);

    /// @notice The round as the pool knows it.
    function accountOf(uint256 roundId) external view returns (Account memory account);

    /// @notice The round's pot in `token`.
    function potOf(uint256 roundId, address token) external view returns (Pot memory pot);

    /// @notice What earlier rounds of the model left unearned in `token`.
    function reserveOf(uint256 modelId, address token) external view returns (uint256 reserve);

    /// @notice What `funder` could be refunded if the round failed.
    function contributionOf(uint256 roundId, address funder) external view returns (uint256 amount);

    /// @notice What waits for the dataset's owner in `token`.
    function revenueOf(uint256 datasetId, address token) external view returns (uint256 amount);

    /// @notice Who may claim for `contributor`; zero for nobody.
    function claimerOf(address contributor) external view returns (address claimer);

    /// @notice Root of the subtree of positions `256·subtree` to `256·subtree + 255`.
    function subtreeRootOf(uint256 roundId, uint256 subtree) external view returns (bytes24 root);

    /// @notice What names chain, pool and round inside every bottom node of the round's tree.
    function leafDomainOf(uint256 roundId) external view returns (bytes32 domain);
}
