import type { Alarm } from "../../src/chain/ServiceStatus.ts";
import type { Logger } from "../operation/Logger.ts";

/** What is wrong now. */
export type Alarms = {
  raise(code: string, message: string): void;
  clear(code: string): void;
  has(code: string): boolean;
  list(): readonly Alarm[];
};

/** Keeps alarms; each is logged when it begins, when what it says changes, and when it ends. */
export function createAlarms(logger: Logger, now: () => number): Alarms {
  const active = new Map<string, Alarm>();
  return {
    raise(code, message) {
      const before = active.get(code);
      if (before?.message === message) return;
      active.set(code, { code, message, since: before?.since ?? now() });
      logger.warn({ code }, `alarm: ${message}`);
    },
    clear(code) {
      if (active.delete(code)) logger.info({ code }, "alarm over");
    },
    has: (code) => active.has(code),
    list: () => [...active.values()],
  };
}
