import { BaseError } from "../../errors/BaseError.ts";
import type { CoalitionGame } from "./CoalitionGame.ts";

const MOST_CONTRIBUTORS = 16;

/**
 * U(S) in nats of every coalition; bit i of the index says whether player i is in S. The last player changes fastest,
 * which is the order that createCoalitionSums is cheap in.
 * @throws BaseError `SCORING_TOO_MANY_CONTRIBUTORS` above 16.
 */
export function allUtilities(game: CoalitionGame): Float64Array {
  const n = game.players;
  if (n > MOST_CONTRIBUTORS) {
    const remedy = "Sample with antitheticShapley, or use attributeGain: two gradients for any number of contributors.";
    throw new BaseError(
      "SCORING_TOO_MANY_CONTRIBUTORS",
      `Exact values of ${n} contributors need 2^${n} evaluations; the most is ${MOST_CONTRIBUTORS}.`,
      { remedy },
    );
  }
  const utilities = new Float64Array(1 << n);
  const members = new Uint8Array(n);
  for (let step = 0; step < utilities.length; step++) {
    let coalition = 0;
    for (let i = 0; i < n; i++) {
      const member = (step >> (n - 1 - i)) & 1;
      members[i] = member;
      coalition |= member << i;
    }
    utilities[coalition] = game.utility(members);
  }
  return utilities;
}
