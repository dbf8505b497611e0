import type { CoalitionGame } from "./CoalitionGame.ts";
import type { ContributionValues } from "./ContributionValues.ts";

/**
 * Leave-one-out: φ_i = U(N) − U(N∖i) (Cook 1977, deletion of one observation). n + 1 evaluations. Two contributors that
 * know the same are both worth nothing, and the values do not sum to the gain.
 */
export function leaveOneOut(game: CoalitionGame): ContributionValues {
  const known = game.evaluations;
  const members = new Uint8Array(game.players).fill(1);
  const whole = game.utility(members);
  const values = new Float64Array(game.players);
  for (let i = 0; i < values.length; i++) {
    members[i] = 0;
    values[i] = whole - game.utility(members);
    members[i] = 1;
  }
  return { values, evaluations: game.evaluations - known, gradients: 0 };
}
