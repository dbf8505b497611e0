import { usageError } from "../usageError.ts";

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 };

/** A duration in seconds, from 90s, 15m, 12h, 30d, 2w, 1y, or several of them together, like 1d12h. */
export function parseDuration(text: string): number {
  const parts = [...text.matchAll(/(\d{1,9})([smhdwy])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text) {
    throw usageError(`it must be a duration like 90s, 12h, 30d or 1y, not "${text}".`);
  }
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * SECONDS[unit!]!, 0);
}
