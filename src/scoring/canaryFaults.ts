/** An oracle that paid an update which is worth nothing. */
export type CanaryFault = {
  readonly oracle: string;
  /** Position of the canary among the revealed updates. */
  readonly position: number;
  /** Parts per billion that it was given. */
  readonly score: number;
};

/** Every canary that an oracle paid; none for an oracle that computed its scores. */
export function canaryFaults(
  vectors: readonly { readonly oracle: string; readonly scores: readonly number[] }[],
  positions: readonly number[],
): CanaryFault[] {
  return vectors.flatMap(({ oracle, scores }) =>
    positions.flatMap((position) => {
      const score = scores[position] ?? 0;
      return score === 0 ? [] : [{ oracle, position, score }];
    }),
  );
}
