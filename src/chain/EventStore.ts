import type { EventLog } from "./EventLog.ts";

/** Which events are wanted; what is not given is not looked at. */
export type EventFilter = {
  readonly fromBlock?: number;
  readonly toBlock?: number;
  readonly addresses?: readonly string[];
  /** By position: one of the topics, or undefined for any. */
  readonly topics?: readonly (readonly string[] | undefined)[];
};

/** The kept events of the chain, in its order. */
export type EventStore = {
  /** The kept events that a filter wants, in the chain's order. */
  logs(filter: EventFilter): EventLog[];
};
