/** Seconds since 1970 as a date and time in UTC, to the minute: 2026-05-01 12:00. */
export function formatTime(seconds: number | bigint): string {
  const milliseconds = Number(seconds) * 1000;
  // The last that a date can be; contracts know later ones.
  if (Math.abs(milliseconds) > 8.64e15) return "never";
  // From the end: years after 9999 are longer.
  return new Date(milliseconds).toISOString().slice(0, -8).replace("T", " ");
}
