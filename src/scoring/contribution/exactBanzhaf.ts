import { allUtilities } from "./allUtilities.ts";
import type { CoalitionGame } from "./CoalitionGame.ts";
import type { ContributionValues } from "./ContributionValues.ts";

/**
 * Banzhaf values by enumerating every coalition (Banzhaf 1965; for data, Wang and Jia 2023):
 * β_i = 2^(1−n) Σ_{S∌i} (U(S∪i) − U(S)). All coalitions weigh the same, so the values do not sum to the gain: they rank,
 * they do not divide a pot.
 * @throws BaseError `SCORING_TOO_MANY_CONTRIBUTORS` above 16 players.
 */
export function exactBanzhaf(game: CoalitionGame): ContributionValues {
  const known = game.evaluations;
  const utilities = allUtilities(game);
  const values = new Float64Array(game.players);
  for (let i = 0; i < values.length; i++) {
    let sum = 0;
    for (let coalition = 0; coalition < utilities.length; coalition++) {
      if ((coalition & (1 << i)) !== 0) continue;
      sum += (utilities[coalition | (1 << i)] as number) - (utilities[coalition] as number);
    }
    values[i] = sum / (utilities.length / 2);
  }
  return { values, evaluations: game.evaluations - known, gradients: 0 };
}
