import { createRandom } from "../../learning/createRandom.ts";
import type { CoalitionGame } from "./CoalitionGame.ts";
import type { ContributionValues } from "./ContributionValues.ts";

export type SampledBanzhafOptions = {
  /** Coalitions drawn, at least 1: the budget of evaluations. */
  readonly samples: number;
  /** Unsigned 32 bits. */
  readonly seed: number;
};

/**
 * Banzhaf values by the maximum sample reuse estimator (Wang and Jia 2023): every player is in a drawn
 * coalition with probability 1/2, and β_i is the mean utility of the coalitions that hold i minus the mean of those that
 * do not, so one draw serves every player. A player that all draws hold, or none, gets 0 with an infinite error.
 */
export function sampledBanzhaf(game: CoalitionGame, { samples, seed }: SampledBanzhafOptions): ContributionValues {
  const known = game.evaluations;
  const n = game.players;
  const random = createRandom(seed);
  const utilities = new Float64Array(samples);
  const coalitions: Uint8Array[] = [];
  for (let k = 0; k < samples; k++) {
    const members = Uint8Array.from({ length: n }, () => random.integer(2));
    coalitions.push(members);
    utilities[k] = game.utility(members);
  }

  const values = new Float64Array(n);
  const standardErrors = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const held = meanOf(utilities.filter((_, k) => coalitions[k]?.[i] === 1));
    const missed = meanOf(utilities.filter((_, k) => coalitions[k]?.[i] === 0));
    const isSplit = held.count > 0 && missed.count > 0;
    values[i] = isSplit ? held.mean - missed.mean : 0;
    standardErrors[i] = Math.sqrt(held.squaredError + missed.squaredError);
  }
  return { values, evaluations: game.evaluations - known, gradients: 0, standardErrors };
}

/** The mean of numbers and its squared standard error; Infinity for fewer than two. */
function meanOf(numbers: Float64Array): { count: number; mean: number; squaredError: number } {
  const count = numbers.length;
  const mean = numbers.reduce((sum, number) => sum + number, 0) / count;
  const squares = numbers.reduce((sum, number) => sum + (number - mean) * (number - mean), 0);
  return { count, mean, squaredError: count > 1 ? squares / (count - 1) / count : Infinity };
}
