/** Something an operator has to know of. */
export type Alarm = {
  /** Stable, upper case. */
  readonly code: string;
  /** What is wrong, and on a second line what to do. */
  readonly message: string;
  /** Since when, milliseconds since 1970. */
  readonly since: number;
};

/** How a service is, for health checks and metrics. */
export type ServiceStatus = {
  /** The newest block that enough endpoints agree on and that was processed; undefined until there is one. */
  readonly head: { readonly number: number; readonly hash: string; readonly timestamp: number } | undefined;
  /** Blocks from `head` to the newest that any endpoint reports. */
  readonly lagBlocks: number | undefined;
  /** Endpoints that agreed on the last head, of how many. */
  readonly agreeing: number;
  readonly endpoints: number;
  /** When the loop last turned, milliseconds since 1970. */
  readonly lastTurnAt: number;
  /** Another process acts with this key. */
  readonly isPassive: boolean;
  /** Stopped for good by something that only an operator can decide. */
  readonly isHalted: boolean;
  readonly alarms: readonly Alarm[];
  readonly pendingTransactions: number;
  /** Next nonce of the account on the agreed head. */
  readonly nonce: number | undefined;
  readonly balanceWei: bigint | undefined;
  /** Active rounds by phase. */
  readonly rounds: Readonly<Record<string, number>>;
  /** What happened since the start: transactions by outcome, reorgs. */
  readonly counters: Readonly<Record<string, number>>;
  /** Most blocks that one reorg has unwound. */
  readonly deepestReorg: number;
};
