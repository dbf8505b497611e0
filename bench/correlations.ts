/** Pearson's r and Spearman's ρ (ties share their mean rank) of pairs; NaN when one side does not vary. */
export function correlations(pairs: readonly (readonly [number, number])[]): { pearson: number; spearman: number } {
  const xs = pairs.map(([x]) => x);
  const ys = pairs.map(([, y]) => y);
  return { pearson: pearson(xs, ys), spearman: pearson(ranks(xs), ranks(ys)) };
}

function pearson(xs: readonly number[], ys: readonly number[]): number {
  const meanX = xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const meanY = ys.reduce((sum, y) => sum + y, 0) / ys.length;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (const [i, x] of xs.entries()) {
    const dx = x - meanX;
    const dy = (ys[i] as number) - meanY;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xy / Math.sqrt(xx * yy);
}

function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal - 1) / 2;
  });
}
