import type { ServiceStatus } from "../../src/chain/ServiceStatus.ts";
import { phases } from "../../src/training/Phase.ts";
import type { Metrics } from "./Metrics.ts";

/** Names in `counters` that are outcomes of transactions. */
const OUTCOMES: ReadonlySet<string> = new Set(["sent", "included", "reverted", "cancelled", "filled", "displaced"]);
/** More names than a program has; a label value costs memory for ever. */
const MOST_NAMES = 64;

/** Sets the metrics that follow from a service's status. */
export function updateMetrics(metrics: Metrics, status: ServiceStatus): void {
  const { head, counters } = status;
  if (head !== undefined) {
    metrics.headBlock.set(head.number);
    metrics.headTimestampSeconds.set(head.timestamp);
  }
  if (status.lagBlocks !== undefined) metrics.lagBlocks.set(status.lagBlocks);
  metrics.endpoints.set(status.endpoints);
  metrics.endpointsAgreeing.set(status.agreeing);
  metrics.lastTurnSeconds.set(status.lastTurnAt / 1000);
  metrics.isPassive.set(Number(status.isPassive));
  metrics.isHalted.set(Number(status.isHalted));
  metrics.pendingTransactions.set(status.pendingTransactions);
  if (status.nonce !== undefined) metrics.nonce.set(status.nonce);
  if (status.balanceWei !== undefined) metrics.balanceEther.set(Number(status.balanceWei) / 1e18);
  metrics.deepestReorgBlocks.set(status.deepestReorg);

  metrics.alarms.reset();
  for (const { code } of status.alarms.slice(0, MOST_NAMES)) metrics.alarms.set({ code }, 1);
  for (const phase of phases) metrics.rounds.set({ phase }, status.rounds[phase] ?? 0);

  // A status has totals, and a counter can only be added to: each starts again from nothing.
  for (const counter of [metrics.transactions, metrics.bumps, metrics.reorgs, metrics.events]) counter.reset();
  for (const [name, total] of Object.entries(counters).slice(0, MOST_NAMES)) {
    if (name === "bumped") metrics.bumps.inc(total);
    else if (name === "reorgs") metrics.reorgs.inc(total);
    else if (OUTCOMES.has(name)) metrics.transactions.inc({ outcome: name }, total);
    else metrics.events.inc({ event: name }, total);
  }
}
