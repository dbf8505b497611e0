import type { ServiceStatus } from "../../src/chain/ServiceStatus.ts";

/** Whether a service's loop turned in the last `staleAfterSeconds`; undefined while it starts. `now`: milliseconds since 1970. */
export function isTurning(status: ServiceStatus | undefined, staleAfterSeconds: number, now: number): boolean {
  return status !== undefined && now - status.lastTurnAt <= staleAfterSeconds * 1000;
}
