const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 };

/** Seconds of a duration as people write it: 90s, 12h, 30d, 1y (365 days), or several together, 1d12h; undefined for other text. */
export function secondsOf(text: string): number | undefined {
  if (!/^(\d{1,9}[smhdwy])+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+)(\w)/g)].reduce((sum, [, count, unit]) => sum + Number(count) * SECONDS[unit!]!, 0);
}
