import type { Counter, Gauge, Histogram, Registry } from "prom-client";

/** What a service measures. `updateMetrics` sets what follows from its status; the rest is told when it happens. */
export type Metrics = {
  readonly registry: Registry;
  readonly headBlock: Gauge;
  readonly headTimestampSeconds: Gauge;
  readonly lagBlocks: Gauge;
  readonly endpoints: Gauge;
  readonly endpointsAgreeing: Gauge;
  readonly lastTurnSeconds: Gauge;
  readonly isPassive: Gauge;
  readonly isHalted: Gauge;
  readonly alarms: Gauge<"code">;
  readonly pendingTransactions: Gauge;
  readonly nonce: Gauge;
  readonly balanceEther: Gauge;
  readonly rounds: Gauge<"phase">;
  readonly deepestReorgBlocks: Gauge;
  readonly transactions: Counter<"outcome">;
  readonly bumps: Counter;
  readonly reorgs: Counter;
  readonly events: Counter<"event">;
  readonly reorgDepthBlocks: Histogram;
  readonly scoringSeconds: Histogram;
  readonly rpcRequests: Counter<"endpoint" | "outcome">;
  /** Told of each reorganisation, with the blocks that it unwound. */
  observeReorg(depth: number): void;
  /** Told how long a round took to score. */
  observeScoring(seconds: number): void;
  /** Told how a request to an endpoint (its host: one of the few that are configured) ended. */
  countRequest(endpoint: string, outcome: string): void;
};
