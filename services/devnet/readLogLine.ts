import type { LogEvent } from "./LogEvent.ts";

/** A line that a service wrote; what is not its log, such as the stack of a crash, becomes an event of level "error". */
export function readLogLine(line: string, now: Date): LogEvent {
  try {
    const value: unknown = JSON.parse(line);
    if (isLogEvent(value)) return value;
  } catch {
    // Said below.
  }
  return { time: now.toISOString(), level: "error", msg: line };
}

function isLogEvent(value: unknown): value is LogEvent {
  if (typeof value !== "object" || value === null) return false;
  const { time, level, msg } = value as Record<string, unknown>;
  return typeof time === "string" && typeof level === "string" && typeof msg === "string";
}
