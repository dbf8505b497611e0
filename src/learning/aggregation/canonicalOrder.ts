import { assertUpdates } from "./assertUpdates.ts";

/**
 * The same vectors, sorted by their content, first number first, −0 before 0. Only vectors of equal bits tie, so
 * whatever is then computed in index order is the same for every order in which they were given.
 * @throws AggregationError when the updates are empty, ragged or not finite.
 */
export function canonicalOrder(updates: readonly Float64Array[]): Float64Array[] {
  assertUpdates(updates);
  return [...updates].sort(compareContent);
}

function compareContent(a: Float64Array, b: Float64Array): number {
  for (let i = 0; i < a.length; i++) {
    const x = a[i] as number;
    const y = b[i] as number;
    if (x < y) return -1;
    if (x > y) return 1;
    if (x === 0 && !Object.is(x, y)) return Object.is(x, -0) ? -1 : 1;
  }
  return 0;
}
