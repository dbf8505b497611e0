import { assertTermFits } from "./assertTermFits.ts";

/** Partial sums that are kept: enough for every exact method, and a bound on memory for the others. */
const KEPT_SUMS = 16;

/**
 * Sums `start` + Σ_{i∈S} u_i, terms added in index order, so that a coalition's sum has the same bits whatever was
 * asked before. Partial sums of the last coalition are kept after each of the last 16 players: where the next coalition
 * begins alike, only the rest is added. Enumerating all coalitions with the last player changing fastest costs one
 * addition of a term per coalition.
 * @returns A function from `members` (1 where a player is in S) to the sum; the next call overwrites what it returned.
 * @throws LearningError `LEARNING_SHAPE` when a term and `start` differ in length.
 */
export function createCoalitionSums(
  start: Float64Array,
  terms: readonly Float64Array[],
): (members: Uint8Array) => Float64Array {
  for (const [i, term] of terms.entries()) assertTermFits(term, i, start.length);
  const first = Math.max(0, terms.length - KEPT_SUMS);
  /** `sums[k]` holds the sum over the players before `first + k`. */
  const sums = Array.from({ length: terms.length - first + 1 }, () => start.slice());
  const last = new Uint8Array(terms.length);

  return (members) => {
    let changed = 0;
    while (changed < terms.length && members[changed] === last[changed]) changed++;
    last.set(members);
    if (changed < first) {
      const sum = sums[0] as Float64Array;
      sum.set(start);
      for (let i = 0; i < first; i++) if (members[i] === 1) add(sum, terms[i] as Float64Array);
      changed = first;
    }
    for (let i = changed; i < terms.length; i++) {
      const sum = sums[i - first + 1] as Float64Array;
      sum.set(sums[i - first] as Float64Array);
      if (members[i] === 1) add(sum, terms[i] as Float64Array);
    }
    return sums[terms.length - first] as Float64Array;
  };
}

function add(sum: Float64Array, term: Float64Array): void {
  for (let p = 0; p < sum.length; p++) sum[p] = (sum[p] as number) + (term[p] as number);
}
