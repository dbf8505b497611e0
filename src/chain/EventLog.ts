/** One event of a contract, and where it stands. */
export type EventLog = {
  /** EIP-55. */
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly transactionHash: string;
  readonly transactionIndex: number;
  /** Position in its block. */
  readonly logIndex: number;
  /** Of its block, seconds since 1970. */
  readonly timestamp: number;
};
