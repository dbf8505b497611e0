const COMMON = 10n ** 18n;
const HOUR = 3600;
const DAY = 24 * HOUR;

/** What the contracts are deployed with; the post-deployment check holds the chain against it. */
export const parameters = {
  /** Minted at deployment to the named account `genesisHolder`, who hands it out. */
  initialSupply: 100_000_000n * COMMON,
  timelockDelaySeconds: BigInt(2 * DAY),
  /** Delay of AccessManager's own acts on a target: changing its roles, closing it, replacing its authority. */
  targetAdminDelaySeconds: 2 * DAY,
  governor: {
    votingDelay: DAY,
    votingPeriod: 5 * DAY,
    proposalThreshold: 10_000n * COMMON,
    /** Percent of all votes. */
    quorumNumerator: 4n,
    lateQuorumExtension: DAY,
  },
  committee: { minSeatStake: 1_000n * COMMON, quorumBps: 6_667, slashBps: 1_000 },
};
