import { antitheticShapley } from "./antitheticShapley.ts";
import type { ContributionValues } from "./ContributionValues.ts";
import type { DifferentiableGame } from "./DifferentiableGame.ts";
import { exactShapley } from "./exactShapley.ts";
import { pathIntegratedGradient } from "./pathIntegratedGradient.ts";

export type ReferenceValues = ContributionValues & {
  readonly method: "exactShapley" | "antitheticShapley" | "pathIntegratedGradient";
};

const MOST_FOR_EXACT = 12;
const MOST_FOR_SAMPLING = 50;
const PAIRS = 15;

/**
 * Values to hold a score against: exact up to 12 players, 15 antithetic pairs with their standard errors up to 50, and
 * the path-integrated gradient by five nodes above, where it comes as close as sampling at a fraction of the cost
 * (docs/contribution.md).
 */
export function referenceValues(game: DifferentiableGame, { seed }: { readonly seed: number }): ReferenceValues {
  if (game.players <= MOST_FOR_EXACT) return { method: "exactShapley", ...exactShapley(game) };
  if (game.players <= MOST_FOR_SAMPLING) {
    return { method: "antitheticShapley", ...antitheticShapley(game, { pairs: PAIRS, seed }) };
  }
  return { method: "pathIntegratedGradient", ...pathIntegratedGradient(game, { quadratureTolerance: 0 }) };
}
