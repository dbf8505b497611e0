import type { Random } from "../../src/learning/createRandom.ts";

export type SplitHoldOutParameters = {
  /** Rows per class; each list is in random order afterwards. */
  readonly rowsOfClasses: readonly (readonly number[])[];
  /** Rows wanted per slice. */
  readonly sizes: readonly number[];
  readonly random: Random;
};

export type HoldOut = { readonly slices: readonly number[][]; readonly rest: readonly number[] };

/** Draws disjoint slices with the table's class proportions, every class at least once in each; the rest is for training. */
export function splitHoldOut({ rowsOfClasses, sizes, random }: SplitHoldOutParameters): HoldOut {
  const total = rowsOfClasses.reduce((sum, rows) => sum + rows.length, 0);
  const slices: number[][] = sizes.map(() => []);
  const rest: number[] = [];
  for (const rows of rowsOfClasses) {
    const shuffled = random.shuffle([...rows]);
    // Small classes: never give the slices more than three quarters of a class, but always one row each.
    const most = Math.max(1, Math.floor((0.75 * rows.length) / sizes.length));
    let next = 0;
    for (const [s, size] of sizes.entries()) {
      const wanted = Math.max(1, Math.round((size * rows.length) / total));
      const taken = Math.min(wanted, Math.max(most, Math.floor((size * rows.length) / total)));
      slices[s]?.push(...shuffled.slice(next, next + taken));
      next += taken;
    }
    rest.push(...shuffled.slice(next));
  }
  for (const slice of slices) random.shuffle(slice);
  return { slices, rest: random.shuffle(rest) };
}
