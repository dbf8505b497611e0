import type { Fees } from "./Fees.ts";

/** One signed form of a transaction. Its bytes were kept before they were sent. */
export type Attempt = Fees & {
  readonly hash: string;
  /** The signed bytes, `0x…`. */
  readonly raw: string;
  /** Takes the nonce and does nothing: the call became pointless, or the nonce was a gap. */
  readonly isCancel: boolean;
  /** Chain time, seconds, of the head it was signed on. */
  readonly signedAt: number;
};

/** Where an attempt stands in the chain. */
export type Inclusion = {
  readonly hash: string;
  readonly blockNumber: number;
  /** Whether it succeeded; undefined until its receipt was read. */
  readonly isSuccess: boolean | undefined;
};

/** Everything that was done with one nonce. */
export type TrackedTransaction = {
  readonly nonce: number;
  /** Of the intent; undefined for a nonce that was only filled. */
  readonly key: string | undefined;
  readonly to: string;
  readonly data: string;
  readonly gas: bigint;
  /** Chain time, seconds, from which it may be sent. */
  readonly validFrom: number;
  readonly validUntil: number;
  readonly attempts: readonly Attempt[];
  readonly inclusion: Inclusion | undefined;
  /** A transaction that is not ours has the nonce. */
  readonly isDisplaced: boolean;
};

/** What is kept of the own transactions. Every change is all or nothing, also when the process is killed. */
export type TransactionStore = {
  /** Those that are not final, by nonce. */
  open(): readonly TrackedTransaction[];
  /** The highest nonce that was ever used here. */
  lastNonce(): number | undefined;
  /**
   * Whether the act was done or is under way: one of its transactions is pending, or succeeded, or came to nothing in a block
   * after `confirmedBlock`, which may go out of the chain and let it succeed after all.
   */
  isUnderWay(key: string, confirmedBlock: number): boolean;
  /** How many transactions of the act were included and failed. */
  failures(key: string): number;
  /** Whether a transaction was signed here. */
  has(hash: string): boolean;
  /** @throws BaseError `NONCE_TAKEN` when the nonce has a transaction. */
  add(transaction: Omit<TrackedTransaction, "attempts" | "inclusion" | "isDisplaced">, attempt: Attempt): void;
  /** Adds another signed form; a displaced transaction waits again. */
  addAttempt(nonce: number, attempt: Attempt): void;
  setOutcome(nonce: number, isSuccess: boolean): void;
  /** A transaction that is not ours has the nonce, as of a block. */
  setDisplaced(nonce: number, blockNumber: number): void;
};
