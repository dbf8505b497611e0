import { DifferenceError } from "./DifferenceError.ts";

/** Compares values one by one, counts them by kind, and stops at the first that differs. */
export type Comparison = {
  /**
   * @param kind Plural noun for the counts. @param where Whose value and which.
   * @throws DifferenceError when `claimed` is not `recomputed`.
   */
  equal(kind: string, where: string, claimed: ComparedValue, recomputed: ComparedValue): void;
  /** How many values of each kind were equal, in the order of the first. */
  counts(): ReadonlyMap<string, number>;
};

export type ComparedValue = string | number | bigint | boolean;

export function createComparison(): Comparison {
  const counts = new Map<string, number>();
  return {
    equal(kind, where, claimed, recomputed) {
      // Object.is: a zero of the other sign is another bit.
      if (!Object.is(claimed, recomputed)) {
        throw new DifferenceError({ kind, sentence: `${where} is ${claimed}, recomputed ${recomputed}` });
      }
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    },
    counts: () => counts,
  };
}
