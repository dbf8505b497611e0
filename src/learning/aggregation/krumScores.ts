import { squaredDistances } from "./squaredDistances.ts";

/**
 * Krum's score of each update (Blanchard et al. 2017): Σ of its squared distances to the n − f − 2 other
 * updates nearest to it. Low is central. Needs n ≥ f + 3.
 */
export function krumScores(updates: readonly Float64Array[], byzantineCount: number): Float64Array {
  const count = updates.length;
  const distances = squaredDistances(updates);
  return Float64Array.from(updates, (_, i) => {
    const nearest = distances.slice(i * count, (i + 1) * count).sort();
    let score = 0;
    // Position 0 is the update's distance to itself, or an equal zero.
    for (let k = 1; k <= count - byzantineCount - 2; k++) score += nearest[k] as number;
    return score;
  });
}
