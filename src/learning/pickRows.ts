import type { Examples } from "./Examples.ts";

/** The given rows of a set of examples, in the given order. */
export function pickRows({ width, features, labels }: Examples, rows: readonly number[]): Examples {
  const picked = new Float64Array(rows.length * width);
  for (const [k, row] of rows.entries()) picked.set(features.subarray(row * width, (row + 1) * width), k * width);
  return { width, features: picked, labels: Uint32Array.from(rows, (row) => labels[row] as number) };
}
