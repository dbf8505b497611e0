/**
 * What a column holds: `id` a bigint below 2^63 (identifiers, block numbers), `amount` a bigint below 2^256, `time` chain
 * seconds or a length in seconds below 2^53, `count` a whole number below 2^53, `flag` true or false, `text` a string
 * (addresses in EIP-55, digests in lower case). With `?` it may be null: what has not happened, or does not apply.
 */
export type ColumnKind = "id" | "amount" | "time" | "count" | "flag" | "text";

/** A column's kind, and whether it may be null. */
export type ColumnType = ColumnKind | `${ColumnKind}?`;

/** A table: its columns, the columns of its primary key, and what it is looked up by besides. */
export type TableDefinition = {
  readonly columns: Readonly<Record<string, ColumnType>>;
  readonly key: readonly string[];
  readonly indexes: readonly (readonly string[])[];
};

/** Where a row that stands for one event happened. Together, block and position name the event. */
const PLACE = { block: "id", logIndex: "count", at: "time", transactionHash: "text" } as const;

/** What a license grants, as the seller writes it. */
const TERMS = {
  uses: "count",
  durationSeconds: "time",
  quota: "count",
  isTransferable: "flag",
  resaleRoyaltyBps: "count",
  revenueShareBps: "count",
  currency: "text",
  price: "amount",
  policyDigest: "text",
  termsDigest: "text",
} as const;

/**
 * Every table of the index, defined once: the embedded store and the Ponder app are both made from this. Enumerations are
 * words; addresses that stand for nobody are null.
 */
export const tables = {
  // --- Datasets and licenses ---
  dataset: {
    columns: {
      id: "id",
      provider: "text",
      manifestDigest: "text",
      versionCount: "count",
      retiredAt: "time?",
      consentWithdrawnAt: "time?",
      reasonDigest: "text?",
      resaleRoyaltyBps: "count",
      registeredAt: "time",
      block: "id",
    },
    key: ["id"],
    indexes: [["provider"]],
  },
  datasetVersion: {
    columns: { datasetId: "id", version: "count", manifestDigest: "text", publishedAt: "time", block: "id" },
    key: ["datasetId", "version"],
    indexes: [["manifestDigest"]],
  },
  offer: {
    columns: {
      id: "id",
      seller: "text",
      /** `dataset` or `model`. */
      kind: "text",
      assetId: "id",
      revision: "count",
      /** 0: any number. */
      cap: "count",
      sold: "count",
      closedAt: "time?",
      ...TERMS,
      createdAt: "time",
      block: "id",
    },
    key: ["id"],
    indexes: [["kind", "assetId"], ["seller"]],
  },
  offerRevision: {
    columns: { offerId: "id", revision: "count", ...TERMS, at: "time", block: "id" },
    key: ["offerId", "revision"],
    indexes: [],
  },
  license: {
    columns: {
      id: "id",
      offerId: "id",
      revision: "count",
      kind: "text",
      assetId: "id",
      holder: "text",
      buyer: "text",
      user: "text?",
      userExpires: "time?",
      ...TERMS,
      paid: "amount",
      boughtAt: "time",
      /** Null: perpetual. */
      expiresAt: "time?",
      revokedAt: "time?",
      reasonDigest: "text?",
      /** What the provider took, what became its credit when the escrow closed included. */
      withdrawn: "amount",
      escrowClosedAt: "time?",
      refund: "amount?",
      useCount: "count",
      block: "id",
    },
    key: ["id"],
    indexes: [["holder"], ["user"], ["kind", "assetId"], ["offerId"]],
  },
  licenseUse: {
    columns: {
      ...PLACE,
      licenseId: "id",
      /** From 1, per license. */
      number: "count",
      who: "text",
      /** As the user gave it: any number. */
      roundId: "amount",
      use: "count",
      modelVersion: "count",
      digest: "text",
    },
    key: ["block", "logIndex"],
    indexes: [["licenseId", "number"], ["who"]],
  },
  credit: {
    columns: { account: "text", currency: "text", amount: "amount" },
    key: ["account", "currency"],
    indexes: [],
  },
  allowedToken: {
    columns: {
      /** `licenseMarket` or `rewardPool`. */
      contract: "text",
      token: "text",
      isAllowed: "flag",
    },
    key: ["contract", "token"],
    indexes: [],
  },

  // --- Models ---
  model: {
    columns: {
      id: "id",
      owner: "text",
      cardDigest: "text",
      liveVersion: "count",
      versionCount: "count",
      changeCount: "count",
      registeredAt: "time",
      block: "id",
    },
    key: ["id"],
    indexes: [["owner"]],
  },
  modelVersion: {
    columns: {
      modelId: "id",
      version: "count",
      /** Null for the first version, like the round. */
      parent: "count?",
      roundId: "id?",
      weightsDigest: "text",
      /** `candidate`, `live`, `superseded`, `rolledBack`, `deprecated` or `flagged`. */
      status: "text",
      reportDigest: "text?",
      reasonDigest: "text?",
      createdAt: "time",
      flaggedAt: "time?",
      block: "id",
    },
    key: ["modelId", "version"],
    indexes: [["roundId"]],
  },
  modelChange: {
    columns: {
      modelId: "id",
      /** From 1, per model. */
      number: "count",
      /** `promotion` or `rollback`. */
      kind: "text",
      fromVersion: "count",
      toVersion: "count",
      reportDigest: "text?",
      ...PLACE,
    },
    key: ["modelId", "number"],
    indexes: [],
  },

  // --- Rounds ---
  round: {
    columns: {
      id: "id",
      modelId: "id",
      sponsor: "text",
      baseVersion: "count",
      taskDigest: "text",
      slicesCommitment: "text",
      token: "text",
      pot: "amount",
      oracleFee: "amount",
      bond: "amount",
      maxContributors: "count",
      commitSeconds: "time",
      revealSeconds: "time",
      openingSeconds: "time",
      scoreCommitSeconds: "time",
      scoreRevealSeconds: "time",
      openedAt: "time",
      commits: "count",
      reveals: "count",
      committeeSize: "count?",
      committeeStake: "amount?",
      /** Whether the committee was large enough; null before it was snapshotted. */
      isSeated: "flag?",
      seatedAt: "time?",
      rootSliceDigest: "text?",
      validationSliceDigest: "text?",
      slicesOpenedAt: "time?",
      quorumAt: "time?",
      voidedAt: "time?",
      /** Contributors that have their consensus. */
      settledCount: "count",
      scoreRoot: "text?",
      totalScore: "count?",
      aggregateDigest: "text?",
      settledAt: "time?",
      candidateVersion: "count?",
      closedAt: "time?",
      /** `noUpdates`, `noCommittee`, `sponsorSilent`, `slicesVoid` or `noQuorum`. */
      failure: "text?",
      bondsForfeited: "amount?",
      contestedAt: "time?",
      reasonDigest: "text?",
      block: "id",
      transactionHash: "text",
    },
    key: ["id"],
    indexes: [["modelId"], ["sponsor"]],
  },
  roundUpdate: {
    columns: {
      roundId: "id",
      contributor: "text",
      /** Position in every score vector; null until revealed. */
      position: "count?",
      commitment: "text",
      datasetId: "id",
      /** Null when the contributor owned the dataset. */
      licenseId: "id?",
      updateDigest: "text?",
      sealedDigest: "text?",
      revenueShareBps: "count",
      committedAt: "time",
      revealedAt: "time?",
      bondReturnedAt: "time?",
      /** Its part of a forfeited pot. */
      forfeitPaid: "amount?",
      block: "id",
    },
    key: ["roundId", "contributor"],
    indexes: [["contributor"], ["datasetId"], ["licenseId"]],
  },
  roundOracle: {
    columns: {
      roundId: "id",
      oracle: "text",
      commitment: "text?",
      commits: "count",
      committedAt: "time?",
      revealedAt: "time?",
      isVoid: "flag",
      vectorHash: "text?",
      aggregateDigest: "text?",
      /** Why it called the slices void. */
      reasonDigest: "text?",
      disagreement: "count?",
      fee: "amount?",
      feeClaimedAt: "time?",
      slashed: "amount?",
      slashedAt: "time?",
      /** What it recorded last of the sealed updates it opened. */
      openingDigest: "text?",
    },
    key: ["roundId", "oracle"],
    indexes: [["oracle"]],
  },
  sealingKey: {
    columns: { oracle: "text", key: "text", publishedAt: "time" },
    key: ["oracle"],
    indexes: [],
  },
  forwardedUpdate: {
    columns: { ...PLACE, roundId: "id", contributor: "text", oracle: "text", sealedDigest: "text" },
    key: ["block", "logIndex"],
    indexes: [["roundId", "contributor"]],
  },

  // --- Rewards ---
  pot: {
    columns: {
      roundId: "id",
      token: "text",
      /** Who opened the round; null for a token that came after its settlement. */
      sponsor: "text?",
      /** At risk before settlement; what the shares divide, all payments ever made included, after it. */
      funded: "amount",
      /** Part of the pot that came from the model's reserve. */
      reserve: "amount",
      fee: "amount",
      /** Payments into the settled pot, what was earned included. */
      payments: "count",
      /** `open`, `settled`, `refunded`, `sponsorSilent` or `slicesVoid`. */
      outcome: "text",
      root: "text?",
      totalScore: "count?",
      count: "count?",
      earned: "amount?",
      openedAt: "time",
      settledAt: "time?",
    },
    key: ["roundId", "token"],
    indexes: [],
  },
  funding: {
    columns: { ...PLACE, roundId: "id", token: "text", funder: "text", amount: "amount" },
    key: ["block", "logIndex"],
    indexes: [["roundId"], ["funder"]],
  },
  contribution: {
    columns: {
      roundId: "id",
      funder: "text",
      /** What goes back if the round fails, or can be taken back since it failed. */
      refundable: "amount",
      refunded: "amount",
    },
    key: ["roundId", "funder"],
    indexes: [["funder"]],
  },
  reserve: {
    columns: { modelId: "id", token: "text", amount: "amount" },
    key: ["modelId", "token"],
    indexes: [],
  },
  rewardClaim: {
    columns: {
      ...PLACE,
      contributor: "text",
      roundId: "id",
      token: "text",
      /** The parts of the datasets' owners included. */
      amount: "amount",
    },
    key: ["block", "logIndex"],
    indexes: [["contributor", "roundId"], ["roundId"]],
  },
  claimer: {
    columns: { contributor: "text", claimer: "text?", changedAt: "time" },
    key: ["contributor"],
    indexes: [["claimer"]],
  },
  revenue: {
    columns: { datasetId: "id", token: "text", shared: "amount", withdrawn: "amount" },
    key: ["datasetId", "token"],
    indexes: [],
  },

  // --- Stake ---
  seat: {
    columns: {
      /** As the oracle gave it: any number, of a model or of none. */
      modelId: "amount",
      oracle: "text",
      /** 0 when it left. */
      stake: "amount",
      takenAt: "time",
      leftAt: "time?",
    },
    key: ["modelId", "oracle"],
    indexes: [["oracle"]],
  },
  stake: {
    columns: {
      account: "text",
      active: "amount",
      /** Part of the active stake that backs seats. */
      allocated: "amount",
      exiting: "amount",
      slashed: "amount",
      /** Grows when a slash closes the queue: exits of an earlier epoch are worth nothing. */
      exitEpoch: "count",
    },
    key: ["account"],
    indexes: [],
  },
  exit: {
    columns: {
      account: "text",
      exitId: "id",
      /** As asked for: a slash makes it less. */
      amount: "amount",
      epoch: "count",
      requestedAt: "time",
      unlockedAt: "time",
      released: "amount?",
      releasedAt: "time?",
    },
    key: ["account", "exitId"],
    indexes: [],
  },

  // --- Governance ---
  proposal: {
    columns: {
      /** A hash: the governor's identifier. */
      id: "amount",
      /** From 1, in order of creation. */
      number: "count",
      proposer: "text",
      /** JSON: addresses, decimal amounts of wei, hexadecimal calldata. */
      targets: "text",
      values: "text",
      calldatas: "text",
      description: "text",
      voteStart: "time",
      /** After an extension, its end. */
      voteEnd: "time",
      isExtended: "flag",
      /** What the timelock calls it once it is queued. */
      timelockId: "text",
      etaSeconds: "time?",
      queuedAt: "time?",
      executedAt: "time?",
      canceledAt: "time?",
      /** `promotion`, `rollback` or `other`. */
      kind: "text",
      /** As the proposer gave it: any number, of a model or of none. */
      modelId: "amount?",
      fromVersion: "count?",
      toVersion: "count?",
      reportDigest: "text?",
      forVotes: "amount",
      againstVotes: "amount",
      abstainVotes: "amount",
      createdAt: "time",
      block: "id",
      transactionHash: "text",
    },
    key: ["id"],
    indexes: [["number"], ["modelId"], ["proposer"]],
  },
  operation: {
    columns: { id: "text", proposalId: "amount" },
    key: ["id"],
    indexes: [],
  },
  vote: {
    columns: {
      proposalId: "amount",
      voter: "text",
      /** `against`, `for` or `abstain`. */
      support: "text",
      weight: "amount",
      reason: "text",
      ...PLACE,
    },
    key: ["proposalId", "voter"],
    indexes: [["voter"]],
  },
  delegation: {
    columns: {
      /** `token` or `staking`. */
      source: "text",
      delegator: "text",
      delegatee: "text?",
      changedAt: "time",
    },
    key: ["source", "delegator"],
    indexes: [["source", "delegatee"]],
  },
  delegateVotes: {
    columns: {
      /** `token` or `staking`. */
      source: "text",
      delegate: "text",
      ...PLACE,
      previousVotes: "amount",
      votes: "amount",
    },
    key: ["source", "delegate", "block", "logIndex"],
    indexes: [],
  },
  tokenHolding: {
    columns: { account: "text", balance: "amount" },
    key: ["account"],
    indexes: [],
  },
  counter: {
    columns: { name: "text", value: "count" },
    key: ["name"],
    indexes: [],
  },
} as const satisfies Readonly<Record<string, TableDefinition>>;

/** The name of a table of the index. */
export type TableName = keyof typeof tables;

type Values = {
  readonly id: bigint;
  readonly amount: bigint;
  readonly time: number;
  readonly count: number;
  readonly flag: boolean;
  readonly text: string;
};
type ValueOf<T> = T extends ColumnKind
  ? Values[T]
  : T extends `${infer K extends ColumnKind}?`
    ? Values[K] | null
    : never;

/** A row of a table. */
export type Row<T extends TableName> = {
  readonly [C in keyof (typeof tables)[T]["columns"]]: ValueOf<(typeof tables)[T]["columns"][C]>;
};

/** The name of a column of a table. */
export type ColumnName<T extends TableName> = keyof Row<T> & string;

/** What names one row of a table: the values of its primary key. */
export type Key<T extends TableName> = Pick<Row<T>, Extract<(typeof tables)[T]["key"][number], keyof Row<T>>>;
