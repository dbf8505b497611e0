import type { Random } from "../../src/learning/createRandom.ts";
import { log } from "../../src/learning/log.ts";

export type SplitOwnersParameters = {
  readonly rowsOfClasses: readonly (readonly number[])[];
  readonly owners: number;
  /** Every owner gets at least this many rows. */
  readonly leastRows: number;
  readonly random: Random;
};

/** Shape of the Dirichlet distribution: 2 skews the labels moderately (1 is uniform over the simplex, ∞ is no skew). */
const SHAPE = 2;
const ATTEMPTS = 50;

/**
 * Splits rows over owners who differ: per class, the owners' parts are drawn from Dirichlet(2, …, 2)
 * (label skew as in Hsu et al. 2019). Draws again while an owner would get too little.
 */
export function splitOwners({ rowsOfClasses, owners, leastRows, random }: SplitOwnersParameters): number[][] {
  let split: number[][] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    split = Array.from({ length: owners }, () => []);
    for (const rows of rowsOfClasses) {
      const draws = split.map(() => gamma(SHAPE, random));
      const total = draws.reduce((sum, draw) => sum + draw, 0);
      let cumulative = 0;
      let from = 0;
      for (const [o, draw] of draws.entries()) {
        cumulative += draw;
        const to = o === owners - 1 ? rows.length : Math.round((rows.length * cumulative) / total);
        split[o]?.push(...rows.slice(from, to));
        from = to;
      }
    }
    if (split.every((rows) => rows.length >= leastRows)) break;
  }
  return split.map((rows) => random.shuffle(rows));
}

/** Gamma(shape, 1) for an integer shape: the sum of that many exponentials. */
function gamma(shape: number, random: Random): number {
  let sum = 0;
  for (let i = 0; i < shape; i++) sum -= log(1 - random.uniform());
  return sum;
}
