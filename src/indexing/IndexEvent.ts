import type { EventLog } from "../chain/EventLog.ts";
import type { IndexedContract } from "./indexedContracts.ts";

/** One event of an indexed contract, as far as the projections look at it. */
export type IndexEvent = Pick<
  EventLog,
  "address" | "topics" | "data" | "blockNumber" | "logIndex" | "transactionHash" | "timestamp"
> & { readonly contract: IndexedContract };
