import { createRandom } from "../../learning/createRandom.ts";
import type { CoalitionGame } from "./CoalitionGame.ts";
import type { ContributionValues } from "./ContributionValues.ts";
import { permutationMarginals } from "./permutationMarginals.ts";

export type AntitheticShapleyOptions = {
  /** Pairs of permutations, at least 1; at most 2 (n − 1) evaluations each, and two more in all. */
  readonly pairs: number;
  /** Unsigned 32 bits. */
  readonly seed: number;
};

/**
 * Shapley values by permutation sampling (Castro et al. 2009) in antithetic pairs: a random order of joining and its
 * reverse (Mitchell et al. 2022). Who joins early in one joins late in the other, so what depends on the
 * position cancels. Unbiased, and every pair sums to the gain. The standard error is that of the mean over pairs.
 */
export function antitheticShapley(
  game: CoalitionGame,
  { pairs, seed }: AntitheticShapleyOptions,
): ContributionValues & { readonly standardErrors: Float64Array } {
  const known = game.evaluations;
  const n = game.players;
  const random = createRandom(seed);
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  const values = new Float64Array(n);
  const squares = new Float64Array(n);
  for (let pair = 1; pair <= pairs; pair++) {
    random.shuffle(order);
    const forward = permutationMarginals(game, order, { tolerance: 0 });
    const backward = permutationMarginals(game, order.toReversed(), { tolerance: 0 });
    // Running mean and sum of squared deviations (Welford 1962).
    for (let i = 0; i < n; i++) {
      const drawn = ((forward[i] as number) + (backward[i] as number)) / 2;
      const deviation = drawn - (values[i] as number);
      values[i] = (values[i] as number) + deviation / pair;
      squares[i] = (squares[i] as number) + deviation * (drawn - (values[i] as number));
    }
  }
  const standardErrors = squares.map((square) => (pairs > 1 ? Math.sqrt(square / (pairs - 1) / pairs) : Infinity));
  return { values, evaluations: game.evaluations - known, gradients: 0, standardErrors };
}
