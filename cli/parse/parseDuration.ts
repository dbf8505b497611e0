import { secondsOf } from "../../src/market/secondsOf.ts";
import { usageError } from "../usageError.ts";

/** A duration in seconds, from 90s, 15m, 12h, 30d, 2w, 1y, or several of them together, like 1d12h. */
export function parseDuration(text: string): number {
  const seconds = secondsOf(text);
  if (seconds === undefined) throw usageError(`it must be a duration like 90s, 12h, 30d or 1y, not "${text}".`);
  return seconds;
}
