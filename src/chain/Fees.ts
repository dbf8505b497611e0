/** What a transaction offers, wei per gas (EIP-1559). */
export type Fees = {
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
};

/** Bounds of what is offered. */
export type FeePolicy = {
  /** Never offers more than this, wei per gas. */
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
  /** How much a replacement offers above what it replaces, in tenths of a percent; nodes want 125. */
  readonly bumpPermille: number;
  /** Chain time, seconds, after which a transaction that is not included is replaced. */
  readonly bumpAfterSeconds: number;
};
