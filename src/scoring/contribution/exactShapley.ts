import { allUtilities } from "./allUtilities.ts";
import type { CoalitionGame } from "./CoalitionGame.ts";
import type { ContributionValues } from "./ContributionValues.ts";

/**
 * Shapley values by enumerating every coalition (Shapley 1953):
 * φ_i = Σ_{S∌i} |S|! (n−|S|−1)! / n! · (U(S∪i) − U(S)). 2^n evaluations: the reference that everything else is
 * measured against.
 * @throws BaseError `SCORING_TOO_MANY_CONTRIBUTORS` above 16 players.
 */
export function exactShapley(game: CoalitionGame): ContributionValues {
  const known = game.evaluations;
  const n = game.players;
  const utilities = allUtilities(game);

  // Weight of a coalition of s others: s! (n − s − 1)! / n! = 1 / (n · C(n − 1, s)).
  const coalitionWeights = new Float64Array(n);
  let choose = 1;
  for (let s = 0; s < n; s++) {
    coalitionWeights[s] = 1 / (n * choose);
    choose = (choose * (n - 1 - s)) / (s + 1);
  }
  const values = new Float64Array(n);
  for (let coalition = 0; coalition < utilities.length; coalition++) {
    const weight = coalitionWeights[sizeOf(coalition)] ?? 0;
    for (let i = 0; i < n; i++) {
      if ((coalition & (1 << i)) !== 0) continue;
      const marginal = (utilities[coalition | (1 << i)] as number) - (utilities[coalition] as number);
      values[i] = (values[i] as number) + weight * marginal;
    }
  }
  return { values, evaluations: game.evaluations - known, gradients: 0 };
}

function sizeOf(coalition: number): number {
  let size = 0;
  for (let bits = coalition; bits !== 0; bits >>= 1) size += bits & 1;
  return size;
}
