import { formatDuration } from "./formatDuration.ts";
import { formatTime } from "./formatTime.ts";

/** A time and how far it is: 2026-05-01 12:00 UTC (in 3 hours), or (3 hours ago). `now` is the chain's, seconds. */
export function formatMoment(seconds: number | bigint, now: number): string {
  const time = formatTime(seconds);
  if (time === "never") return time;
  const away = Number(seconds) - now;
  const far = away === 0 ? "now" : away > 0 ? `in ${formatDuration(away)}` : `${formatDuration(away)} ago`;
  return `${time} UTC (${far})`;
}
