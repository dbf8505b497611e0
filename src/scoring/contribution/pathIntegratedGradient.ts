import type { ContributionValues } from "./ContributionValues.ts";
import type { DifferentiableGame } from "./DifferentiableGame.ts";
import { integratePath } from "./integratePath.ts";

/**
 * Aumann-Shapley values φ_i = ∫₀¹ ∂U/∂x_i(t, …, t) dt (Aumann and Shapley 1974) by two Gauss-Legendre nodes, by five
 * where their sum misses the gain by more than `quadratureTolerance` of it. `attributeGain` computes the same for the
 * additive game without keeping its terms. The Shapley value averages over all orders of joining; this one lets all players
 * join at the same pace. The two are equal where the utility is quadratic in x, and differ from the third order on.
 */
export function pathIntegratedGradient(
  game: DifferentiableGame,
  { quadratureTolerance }: { readonly quadratureTolerance: number },
): ContributionValues {
  const known = game.evaluations;
  const everybody = new Uint8Array(game.players).fill(1);
  const gain = game.utility(everybody) - game.utility(new Uint8Array(game.players));
  const { players } = game;
  const { values, gradients } = integratePath({ players, slopesAt: game.slopesAt, gain, quadratureTolerance });
  return { values, evaluations: game.evaluations - known, gradients };
}
