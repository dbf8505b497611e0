import type { Role } from "./population.ts";

export type OracleRole = "honest" | "lazy" | "liar";

/** What one contributor's update came to in one round. */
export type ContributorResult = {
  readonly address: string;
  readonly name: string;
  readonly role: Role;
  /** Settled share of the pot, 0 to 1. */
  readonly score: number;
  /**
   * True marginal value: the exact Shapley value of the same game, as a part of the pot like the score; 0 in a round whose
   * gain is within chance; null above 12 contributors.
   */
  readonly exactValue: number | null;
  /** The same in nats of validation loss, in every round. */
  readonly exactNats: number | null;
  /** What its share of the round's pot came to, in tokens. */
  readonly payout: number;
  /** What its share of the later top-up of the same pot came to, in tokens. */
  readonly topUp: number;
  /** The part of payout and top-up that went to the owner of the dataset it trained on under a license, in tokens. */
  readonly revenueShare: number;
  /** What happened to the update, in words. */
  readonly outcome: string;
};

/** What one oracle's scores came to in one round. */
export type OracleResult = {
  readonly address: string;
  readonly name: string;
  readonly role: OracleRole;
  /** Tokens staked on its seat. */
  readonly stake: number;
  /** Agreement with the consensus, 0 to 1. */
  readonly agreement: number;
  /** Its part of the oracle fee, in tokens. */
  readonly payout: number;
};

/** A vote on the version that a round brought forth. */
export type VoteResult = {
  readonly fromVersion: number;
  readonly toVersion: number;
  /** SHA-256 of the evaluation report that was voted on, which the store has. */
  readonly reportDigest: string;
  /** Votes in tokens. */
  readonly forVotes: number;
  readonly againstVotes: number;
  readonly isPromoted: boolean;
};

export type RoundResult = {
  readonly roundId: number;
  /** On rows nobody saw, 0 to 1: of the version the round brought forth. */
  readonly accuracy: number;
  /** Mean of the honest contributors, each training alone on its own part for as long. */
  readonly localAccuracy: number;
  /** The same network trained on all parts in one place for as long. */
  readonly pooledAccuracy: number;
  /** Before the round. */
  readonly baseAccuracy: number;
  /** Tokens at stake, what earlier rounds left included. */
  readonly pot: number;
  /** Tokens earned of it; the rest stays with the model. */
  readonly earned: number;
  /** Validation loss before and after, in nats. */
  readonly lossBefore: number;
  readonly lossAfter: number;
  /** Whether a stake majority revealed one vector, which then settled alone. */
  readonly isCommonVector: boolean;
  readonly contributors: readonly ContributorResult[];
  readonly oracles: readonly OracleResult[];
  /** No vote when the round brought nothing new. */
  readonly vote: VoteResult | null;
  /** Gas of one call of each step, averaged over the round. */
  readonly gas: Readonly<Record<string, number>>;
};

/** Everything the demo found out. */
export type DemoResult = {
  readonly table: {
    readonly name: string;
    readonly rows: number;
    readonly features: number;
    readonly classes: readonly string[];
    readonly label: string;
    /** Data owners, with the rows each holds for training. */
    readonly owners: readonly { readonly name: string; readonly rows: number }[];
    readonly rootRows: number;
    readonly validationRows: number;
    readonly testRows: number;
    readonly notes: readonly string[];
  };
  readonly seed: number;
  readonly tokenSymbol: string;
  readonly licenses: { readonly sold: number; readonly price: number; readonly earned: number };
  readonly rounds: readonly RoundResult[];
};
