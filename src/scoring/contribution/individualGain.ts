import type { CoalitionGame } from "./CoalitionGame.ts";
import type { ContributionValues } from "./ContributionValues.ts";

/**
 * Individual gain: φ_i = U({i}) − U(∅), the loss before minus the loss with this update alone, as validators of Gauntlet
 * score (Lidin et al. 2025). n + 1 evaluations. What others know already is paid again, and a replay of the last
 * aggregate earns most of all.
 */
export function individualGain(game: CoalitionGame): ContributionValues {
  const known = game.evaluations;
  const members = new Uint8Array(game.players);
  const nobody = game.utility(members);
  const values = new Float64Array(game.players);
  for (let i = 0; i < values.length; i++) {
    members[i] = 1;
    values[i] = game.utility(members) - nobody;
    members[i] = 0;
  }
  return { values, evaluations: game.evaluations - known, gradients: 0 };
}
