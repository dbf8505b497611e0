export type SpreadLabelsParameters = {
  readonly positions: readonly number[];
  /** Least distance between two labels. */
  readonly gap: number;
  /** No label goes below this position. */
  readonly most: number;
};

/** Moves labels apart as little as needed, keeping their order. */
export function spreadLabels({ positions, gap, most }: SpreadLabelsParameters): number[] {
  const order = positions.map((_, i) => i).sort((a, b) => (positions[a] as number) - (positions[b] as number));
  const spread = [...positions];
  let free = Number.NEGATIVE_INFINITY;
  for (const i of order) {
    spread[i] = Math.max(spread[i] as number, free);
    free = (spread[i] as number) + gap;
  }
  let limit = most;
  for (const i of order.reverse()) {
    spread[i] = Math.min(spread[i] as number, limit);
    limit = (spread[i] as number) - gap;
  }
  return spread;
}
