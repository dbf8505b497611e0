import type { ServiceStatus } from "../../src/chain/ServiceStatus.ts";
import { isTurning } from "./isTurning.ts";

/** Whether a service does its work, and if not, why. */
export type Readiness = {
  readonly ready: boolean;
  readonly lagBlocks: number | null;
  readonly reasons: readonly string[];
};

export type ReadinessLimits = { readonly staleAfterSeconds: number; readonly maxLagBlocks: number };

/** Alarms while which nothing is sent. */
const HOLDING = ["QUORUM", "CHAIN", "CLOCK"];

/** Judges a status; undefined while the service starts. `now`: milliseconds since 1970. */
export function readinessOf(status: ServiceStatus | undefined, limits: ReadinessLimits, now: number): Readiness {
  if (status === undefined) return { ready: false, lagBlocks: null, reasons: ["it is starting"] };
  const { head, lagBlocks, isPassive, isHalted, alarms } = status;
  const reasons = [
    ...(isHalted ? ["it is halted: see its log"] : []),
    ...(isTurning(status, limits.staleAfterSeconds, now)
      ? []
      : [`its loop did not turn for ${limits.staleAfterSeconds} s`]),
    ...(head === undefined ? ["no block is agreed on yet"] : []),
    ...((lagBlocks ?? 0) > limits.maxLagBlocks ? [`it is ${lagBlocks} blocks behind`] : []),
    ...alarms.filter(({ code }) => HOLDING.includes(code)).map(({ message }) => message.split("\n")[0]!),
    ...(isPassive ? ["another process acts with this key"] : []),
  ];
  return { ready: reasons.length === 0, lagBlocks: lagBlocks ?? null, reasons };
}
