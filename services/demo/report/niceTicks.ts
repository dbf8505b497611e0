/** Round numbers that cover [least, most], about `count` steps apart; the first and last are the ends of the axis. */
export function niceTicks(least: number, most: number, count: number): number[] {
  const span = most > least ? most - least : Math.max(Math.abs(most), 1);
  const magnitude = 10 ** Math.floor(Math.log10(span / count));
  const step = magnitude * ([1, 2, 5].find((factor) => span / (factor * magnitude) <= count) ?? 10);
  const first = Math.floor(least / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(most / step - 1e-9));
  // Dividing by the inverse keeps steps such as 0.1 free of binary dust.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
