import { usageError } from "../usageError.ts";

/** A time in seconds since 1970, from a date (2026-05-01, 2026-05-01T12:00Z; without a zone it is UTC) or from seconds. */
export function parseTime(text: string): number {
  if (/^\d{9,11}$/.test(text)) return Number(text);
  const isDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$/.test(text);
  const hasZone = /(Z|[+-]\d{2}:\d{2})$/.test(text);
  const time = Date.parse(isDate && text.includes("T") && !hasZone ? `${text}Z` : text);
  if (!isDate || Number.isNaN(time)) {
    throw usageError(`it must be a date like 2026-05-01 or 2026-05-01T12:00Z, not "${text}".`);
  }
  return Math.floor(time / 1000);
}
