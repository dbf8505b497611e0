import { Counter, collectDefaultMetrics, Gauge, Histogram, type Registry } from "prom-client";
import { boundedLabels } from "./boundedLabels.ts";
import type { Metrics } from "./Metrics.ts";

const PREFIX = "commonweights_";
/** More endpoints than a configuration may name, and more outcomes than a request may have. */
const MOST_ENDPOINTS = 16;
const MOST_OUTCOMES = 16;

/** Registers what a service measures, and what Node measures of the process, with names that begin with `commonweights_`. */
export function createMetrics(registry: Registry): Metrics {
  const registers = [registry];
  const named = (name: string, help: string) => ({ name: `${PREFIX}${name}`, help, registers });
  const gauge = (name: string, help: string) => new Gauge(named(name, help));
  const counter = (name: string, help: string) => new Counter(named(name, help));

  collectDefaultMetrics({ register: registry, prefix: PREFIX });
  const metrics = {
    registry,
    headBlock: gauge("head_block", "Newest block that enough endpoints agree on and that was processed."),
    headTimestampSeconds: gauge("head_timestamp_seconds", "Timestamp of that block."),
    lagBlocks: gauge("lag_blocks", "Blocks from that block to the newest that any endpoint reports."),
    endpoints: gauge("endpoints", "Endpoints that are configured."),
    endpointsAgreeing: gauge("endpoints_agreeing", "Endpoints that agreed on the last head."),
    lastTurnSeconds: gauge("last_turn_timestamp_seconds", "When the loop last turned."),
    isPassive: gauge("passive", "1 while another process acts with this key."),
    isHalted: gauge("halted", "1 when the service stopped by something that only an operator can decide."),
    alarms: new Gauge({ ...named("alarm_active", "1 for each alarm that is raised now."), labelNames: ["code"] }),
    pendingTransactions: gauge("pending_transactions", "Transactions sent and not included yet."),
    nonce: gauge("account_nonce", "Next nonce of the account."),
    balanceEther: gauge("account_balance_ether", "What the account can pay for gas."),
    rounds: new Gauge({ ...named("rounds", "Active rounds by phase."), labelNames: ["phase"] }),
    deepestReorgBlocks: gauge("deepest_reorg_blocks", "Most blocks that one reorganisation unwound."),
    transactions: new Counter({ ...named("transactions_total", "Transactions by outcome."), labelNames: ["outcome"] }),
    bumps: counter("transaction_bumps_total", "Transactions that were replaced by the same with a higher fee."),
    reorgs: counter("reorgs_total", "Reorganisations of the chain."),
    events: new Counter({ ...named("events_total", "Whatever else the service counts."), labelNames: ["event"] }),
    reorgDepthBlocks: new Histogram({
      ...named("reorg_depth_blocks", "Blocks that a reorganisation unwound."),
      buckets: [1, 2, 4, 8, 16, 32, 64, 128],
    }),
    scoringSeconds: new Histogram({
      ...named("scoring_seconds", "How long a round took to score."),
      buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600],
    }),
    rpcRequests: new Counter({
      ...named("rpc_requests_total", "Requests to each endpoint by outcome."),
      labelNames: ["endpoint", "outcome"],
    }),
  } satisfies Partial<Metrics>;

  const endpointLabel = boundedLabels(MOST_ENDPOINTS);
  const outcomeLabel = boundedLabels(MOST_OUTCOMES);
  return {
    ...metrics,
    observeReorg: (depth) => metrics.reorgDepthBlocks.observe(depth),
    observeScoring: (seconds) => metrics.scoringSeconds.observe(seconds),
    countRequest: (endpoint, outcome) =>
      metrics.rpcRequests.inc({ endpoint: endpointLabel(endpoint), outcome: outcomeLabel(outcome) }),
  };
}
