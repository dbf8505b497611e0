import { BaseError } from "../../errors/BaseError.ts";
import { createRandom } from "../../learning/createRandom.ts";
import type { CoalitionGame } from "./CoalitionGame.ts";
import type { ContributionValues } from "./ContributionValues.ts";
import { permutationMarginals } from "./permutationMarginals.ts";

export type GtgShapleyOptions = {
  /** Most coalitions to evaluate, at least n + 1, and most permutations to draw. */
  readonly mostEvaluations: number;
  /** Unsigned 32 bits. */
  readonly seed: number;
  /** A round that changes the utility by at most this, in nats, is worth 0 to everybody; 0.001 unless given. */
  readonly roundTolerance?: number;
  /** Within this of U(N), in nats, the rest of a permutation is not evaluated; 0.001 unless given. */
  readonly marginalTolerance?: number;
  /** Largest relative change of the running means, averaged over players, at which sampling ends; 0.05 unless given. */
  readonly convergence?: number;
};

const LEAST_PERMUTATIONS = 30;
/** Running means that are compared with the newest one. */
const WINDOW = 10;

/**
 * GTG-Shapley (Liu et al. 2022, algorithm 1): Shapley values by permutation sampling with
 * 1. between-round truncation: nothing is sampled when |U(N) − U(∅)| ≤ roundTolerance;
 * 2. guided sampling: players take turns at the first place, where a marginal is usually greatest;
 * 3. within-round truncation: a permutation ends once |U(N) − U(S)| < marginalTolerance;
 * 4. an end: after max(30, n) permutations, when no running mean of the last ten differs from the newest by more than
 *    `convergence` (the mean over players of |φ − φ'| / |φ|), or when the budget is spent;
 * 5. values scaled to sum to the gain, because truncation lost a part of it.
 * Ours differs from the published code in what makes it repeatable and bounded: a seed, and a budget of evaluations in
 * place of 0.8 · 2^n permutations.
 * @throws BaseError `SCORING_BUDGET_TOO_SMALL` when the budget does not hold one permutation.
 */
export function gtgShapley(game: CoalitionGame, options: GtgShapleyOptions): ContributionValues {
  const { mostEvaluations, seed, roundTolerance = 0.001, marginalTolerance = 0.001, convergence = 0.05 } = options;
  const n = game.players;
  if (mostEvaluations < n + 1) {
    throw new BaseError(
      "SCORING_BUDGET_TOO_SMALL",
      `A permutation of ${n} contributors takes ${n + 1} evaluations; the budget is ${mostEvaluations}.`,
      { remedy: `Allow at least ${n + 1}, or use attributeGain: two gradients for any number of contributors.` },
    );
  }
  const known = game.evaluations;
  const gain = game.utility(new Uint8Array(n).fill(1)) - game.utility(new Uint8Array(n));
  const values = new Float64Array(n);
  if (Math.abs(gain) > roundTolerance) {
    const random = createRandom(seed);
    const means: Float64Array[] = [];
    for (let drawn = 1; drawn <= mostEvaluations; drawn++) {
      // All but the empty and the whole coalition of a permutation may be new.
      if (game.evaluations - known + n - 1 > mostEvaluations) break;
      const order = guidedOrder(n, (drawn - 1) % n, random);
      const marginals = permutationMarginals(game, order, { tolerance: marginalTolerance });
      for (let i = 0; i < n; i++)
        values[i] = (values[i] as number) + ((marginals[i] as number) - (values[i] as number)) / drawn;
      means.push(values.slice());
      if (means.length > WINDOW) means.shift();
      if (drawn > Math.max(LEAST_PERMUTATIONS, n) && greatestChange(means, values) <= convergence) break;
    }
    const total = values.reduce((sum, value) => sum + value, 0);
    if (total !== 0) for (let i = 0; i < n; i++) values[i] = ((values[i] as number) * gain) / total;
  }
  return { values, evaluations: game.evaluations - known, gradients: 0 };
}

/** `first`, then the other players at random. */
function guidedOrder(players: number, first: number, random: ReturnType<typeof createRandom>): Uint32Array {
  const others = Uint32Array.from({ length: players - 1 }, (_, k) => (k < first ? k : k + 1));
  return Uint32Array.of(first, ...random.shuffle(others));
}

/** The greatest of the mean relative differences between `values` and earlier running means. */
function greatestChange(means: readonly Float64Array[], values: Float64Array): number {
  const changes = means.map((mean) => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      // Keeps 0 / 0 at 0 for a player that never adds anything.
      sum += Math.abs((mean[i] as number) - value) / (Math.abs(value) + 1e-12);
    }
    return sum / values.length;
  });
  return Math.max(...changes);
}
