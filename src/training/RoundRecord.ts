import type { Deadlines } from "./deadlinesOf.ts";

/** Where an event stands in the chain. */
export type EventPlace = {
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly logIndex: number;
  readonly transactionHash: string;
};

/** A contributor's part in a round, as its events tell it. */
export type SubmissionRecord = {
  readonly contributor: string;
  readonly commitment: string;
  readonly committed: EventPlace;
  /** SHA-256 of the update; undefined until it is revealed. */
  readonly updateDigest: string | undefined;
  /** Position in every score vector; undefined until it is revealed. */
  readonly index: number | undefined;
  readonly revealed: EventPlace | undefined;
  /** SHA-256 of the sealed copy that it announced. */
  readonly sealedDigest: string | undefined;
};

/** An oracle's part in a round. */
export type JudgementRecord = {
  readonly oracle: string;
  /** The last one. */
  readonly commitment: string;
  readonly committed: EventPlace;
  /** How often it committed; more than once only when the chain it judged by changed. */
  readonly commits: number;
  readonly isRevealed: boolean;
  readonly isVoid: boolean;
  readonly isSlashed: boolean;
  readonly isAssessed: boolean;
  readonly isPaid: boolean;
};

/** A round as the kept events tell it: the same events, the same record. */
export type RoundRecord = {
  readonly roundId: bigint;
  /** Names this round and no other that had its number before a reorganisation. */
  readonly key: string;
  readonly modelId: bigint;
  readonly baseVersion: bigint;
  readonly sponsor: string;
  readonly taskDigest: string;
  readonly token: string;
  readonly pot: bigint;
  readonly oracleFee: bigint;
  readonly bond: bigint;
  readonly maxContributors: number;
  readonly openedAt: number;
  readonly deadlines: Deadlines;
  readonly submissions: ReadonlyMap<string, SubmissionRecord>;
  readonly judgements: ReadonlyMap<string, JudgementRecord>;
  /** Undefined until the committee was snapshotted. */
  readonly isSeated: boolean | undefined;
  readonly slices: { readonly rootSliceDigest: string; readonly validationSliceDigest: string } | undefined;
  readonly hasQuorum: boolean;
  readonly isVoid: boolean;
  readonly isSettled: boolean;
  readonly isClosed: boolean;
  /** Oracles that recorded what they opened. */
  readonly recorders: ReadonlySet<string>;
  /** Contributors that took their part of a forfeited pot, or their bond back. */
  readonly compensated: ReadonlySet<string>;
  /** Payments into the round's pots after its opening, by token; the round's own token is always there. */
  readonly payments: ReadonlyMap<string, number>;
  /** The last event on which scores depend. */
  readonly lastInput: EventPlace;
};
