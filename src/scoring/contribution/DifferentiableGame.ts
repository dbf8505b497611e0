import type { CoalitionGame } from "./CoalitionGame.ts";

/** A game whose utility extends to partial participation: U(x), x in [0, 1]^n, U(1_S) = U(S). */
export type DifferentiableGame = CoalitionGame & {
  /**
   * For each t of `points`, the slopes ∂U/∂x_i at x = (t, …, t), in nats: all players took part to the extent t.
   * Costs one gradient per point, whatever the number of players.
   */
  slopesAt(points: readonly number[]): Float64Array[];
};
