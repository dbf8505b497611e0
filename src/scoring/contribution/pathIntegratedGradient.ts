import { dot } from "../../learning/dot.ts";
import type { ContributionValues } from "./ContributionValues.ts";
import type { DifferentiableGame } from "./DifferentiableGame.ts";
import { gradientsOf } from "./gradientsOf.ts";

/**
 * Aumann-Shapley values φ_i = ∫₀¹ ∂U/∂x_i(t, …, t) dt = ⟨A, u_i⟩ (Aumann and Shapley 1974), A the mean descent direction of
 * `pathGradient`. `attributeGain` computes the same without keeping the terms. The Shapley value averages over all
 * orders of joining; this one lets all players join at the same pace. The two are equal where the utility is quadratic in x,
 * and differ from the third order on.
 */
export function pathIntegratedGradient(
  game: DifferentiableGame,
  { quadratureTolerance }: { readonly quadratureTolerance: number },
): ContributionValues {
  const { descent, nodes } = game.pathGradient(quadratureTolerance);
  const values = Float64Array.from(game.terms, (term) => dot(descent, term));
  return { values, evaluations: 2, gradients: gradientsOf(nodes) };
}
