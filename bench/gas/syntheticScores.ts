import { createRandom } from "../../src/learning/createRandom.ts";

/** What all contributors together are given of a full-pay gain of 1e9. */
const GIVEN = 700_000_000;
/** Part of the contributors who earned nothing. */
const IDLE = 0.1;
/** How far an oracle that recomputed on other hardware is from the truth, relative. */
const NOISE = 0.05;

/** A skewed score per contributor, as a round gives them: few large ones, many small ones, some zeros. */
export function trueScores(count: number, seed: number): number[] {
  const random = createRandom(seed);
  const worth = Array.from({ length: count }, () => (random.uniform() < IDLE ? 0 : random.uniform() ** 3));
  const total = worth.reduce((sum, each) => sum + each, 0);
  return worth.map((each) => Math.floor((each / total) * GIVEN));
}

/** The same scores as `oracle` sees them: every score differs a little from every other oracle's. */
export function noisyScores(scores: readonly number[], oracle: number): number[] {
  const random = createRandom(oracle, 1);
  return scores.map((score) => Math.floor(score * (1 + NOISE * (2 * random.uniform() - 1))));
}
