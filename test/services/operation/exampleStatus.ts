import type { ServiceStatus } from "../../../src/chain/ServiceStatus.ts";

/** When the example's loop last turned, milliseconds since 1970. */
export const TURNED_AT = 1_700_000_000_000;

/** A service that does its work. */
export const exampleStatus: ServiceStatus = {
  head: { number: 1234, hash: `0x${"12".repeat(32)}`, timestamp: 1_699_999_990 },
  lagBlocks: 1,
  agreeing: 2,
  endpoints: 3,
  lastTurnAt: TURNED_AT,
  isPassive: false,
  isHalted: false,
  alarms: [],
  pendingTransactions: 1,
  nonce: 17,
  balanceWei: 250_000_000_000_000_000n,
  rounds: { Reveal: 2 },
  counters: { sent: 5, included: 4, reverted: 1, bumped: 2, reorgs: 3, "rounds-scored": 6 },
  deepestReorg: 2,
};
