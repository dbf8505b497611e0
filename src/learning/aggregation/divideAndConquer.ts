import { createRandom } from "../createRandom.ts";
import { AggregationError } from "./AggregationError.ts";
import type { AggregationRule } from "./AggregationRule.ts";
import { assertByzantineCount } from "./assertByzantineCount.ts";
import { assertEnough } from "./assertEnough.ts";
import { assertPositive } from "./assertPositive.ts";
import { canonicalOrder } from "./canonicalOrder.ts";
import { lowestIndices } from "./lowestIndices.ts";
import { meanOf } from "./meanOf.ts";
import { principalScores } from "./principalScores.ts";

export type DivideAndConquerOptions = {
  /** f. */
  readonly byzantineCount: number;
  /** Which coordinates are looked at, unsigned 32 bits; an attacker should not know it before the updates are fixed. */
  readonly seed: number;
  /** b: coordinates per iteration; at most all of them are taken. */
  readonly sampleSize?: number;
  /** c, above 0: every iteration removes ⌊c·f⌋ updates. */
  readonly filterFactor?: number;
  readonly iterations?: number;
};

/**
 * Divide-and-conquer (DnC, Shejwalkar and Houmansadr 2021): on b coordinates drawn at random, centers the
 * updates and removes the ⌊c·f⌋ of them with the largest squared projection on the top right singular vector; the mean
 * of the updates that survive every iteration. Needs n > 2f, and more updates than all iterations together remove.
 * @throws AggregationError `AGGREGATION_PARAMETER` when an option is out of range.
 */
export function divideAndConquer(options: DivideAndConquerOptions): AggregationRule {
  const { byzantineCount, seed, sampleSize = 10_000, filterFactor = 1, iterations = 1 } = options;
  assertByzantineCount(byzantineCount);
  assertSeed(seed);
  assertPositive("The sample size", sampleSize, true);
  assertPositive("The filter factor", filterFactor);
  assertPositive("The number of iterations", iterations, true);
  const removed = Math.floor(filterFactor * byzantineCount);
  return (updates) => {
    const ordered = canonicalOrder(updates);
    assertEnough(ordered, Math.max(2 * byzantineCount, iterations * removed) + 1);
    const survivals = new Uint32Array(ordered.length);
    for (let iteration = 0; iteration < iterations; iteration++) {
      const random = createRandom(seed, iteration);
      const sample = sampleOf((ordered[0] as Float64Array).length, sampleSize, random.integer);
      const scores = principalScores(
        ordered.map((update) => Float64Array.from(sample, (j) => update[j] as number)),
        random,
      );
      for (const i of lowestIndices(scores, ordered.length - removed)) survivals[i] = (survivals[i] as number) + 1;
    }
    return meanOf(
      ordered,
      [...ordered.keys()].filter((i) => survivals[i] === iterations),
    );
  };
}

/** `size` of the integers below `length`, without repetition. */
function sampleOf(length: number, size: number, integer: (bound: number) => number): Uint32Array {
  const all = Uint32Array.from({ length }, (_, j) => j);
  if (size >= length) return all;
  for (let i = 0; i < size; i++) {
    const j = i + integer(length - i);
    const kept = all[i] as number;
    all[i] = all[j] as number;
    all[j] = kept;
  }
  return all.slice(0, size);
}

function assertSeed(seed: number): void {
  if (seed >>> 0 !== seed) {
    const remedy = "Give a whole number from 0 to 4294967295.";
    throw new AggregationError("AGGREGATION_PARAMETER", `The seed is ${seed}.`, remedy);
  }
}
