/** A block, as far as its place in the chain matters. */
export type BlockRef = {
  readonly number: number;
  readonly hash: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
};

/** A block that enough nodes agree on. */
export type Block = BlockRef & {
  readonly parentHash: string;
  /** Wei per gas; 0 on chains without a base fee. */
  readonly baseFee: bigint;
  readonly logsBloom: string;
  /** Hashes of its transactions. */
  readonly transactions: readonly string[];
};
