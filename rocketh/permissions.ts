/** Roles of the AccessManager. ADMIN (0) is OpenZeppelin's own and held by the timelock alone. */
export const roles = {
  /** Governance acts: parameters, promotion, allow-lists. Held by the timelock. */
  GOVERNOR: 1n,
  /** What only TrainingRounds may call. */
  ROUNDS: 2n,
  /** What only ScoreBoard may call. */
  SCORES: 3n,
  /** Minting inside the cap. Held by nobody until governance grants it. */
  MINTER: 4n,
} as const;

export type RoleName = keyof typeof roles;

/** Which role may call which restricted function, per contract. Everything restricted and not listed stays with ADMIN. */
export const permissions: Record<string, Partial<Record<RoleName, readonly string[]>>> = {
  CommonToken: { MINTER: ["mint"] },
  Staking: { SCORES: ["allocate", "deallocate", "slash"] },
  DatasetRegistry: {},
  ModelRegistry: { GOVERNOR: ["promote", "rollback", "flag"], SCORES: ["recordCandidate"] },
  LicenseMarket: { GOVERNOR: ["setTokenAllowed"], ROUNDS: ["recordUseFor"] },
  RewardPool: {
    GOVERNOR: ["setTokenAllowed"],
    ROUNDS: ["open", "recordRevenueShare", "addToReserve", "recordFailure", "payForfeited"],
    SCORES: ["recordSubtrees", "recordSettlement", "payFee"],
  },
  TrainingRounds: {
    GOVERNOR: ["contestProvenance"],
    SCORES: ["recordCommittee", "recordQuorum", "recordVoid", "recordSettlement"],
  },
  ScoreBoard: { GOVERNOR: ["setParameters"] },
};

/** Who holds each role, by deployment name. */
export const roleHolders: Record<RoleName | "ADMIN", readonly string[]> = {
  ADMIN: ["TimelockController"],
  GOVERNOR: ["TimelockController"],
  ROUNDS: ["TrainingRounds"],
  SCORES: ["ScoreBoard"],
  MINTER: [],
};
