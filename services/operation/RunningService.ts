import type { ServiceStatus } from "../../src/chain/ServiceStatus.ts";
import type { Logger } from "./Logger.ts";
import type { Metrics } from "./Metrics.ts";

/** What a service is started with, beside its configuration. */
export type ServiceContext = {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** What relative paths of the configuration are relative to. */
  readonly configFolder: string;
  /** Aborted when the service is told to stop, also while it starts. */
  readonly signal: AbortSignal;
};

/** A service whose loop turns. */
export type RunningService = {
  status(): ServiceStatus;
  /** Lets the current step end and closes everything. Called once. */
  stop(): Promise<void>;
  /** How it ended: it was told to stop, or it halted by something that only an operator can decide. */
  readonly done: Promise<"stopped" | "halted">;
};
