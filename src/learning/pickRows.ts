import type { Examples } from "./Examples.ts";

/** The given rows of a set of examples, in the given order. */
export function pickRows({ width, features, labels, targets }: Examples, rows: readonly number[]): Examples {
  const picked = {
    width,
    features: pick(features, width, rows),
    labels: Uint32Array.from(rows, (row) => labels[row] as number),
  };
  return targets === undefined ? picked : { ...picked, targets: pick(targets, targets.length / labels.length, rows) };
}

function pick(numbers: Float64Array, width: number, rows: readonly number[]): Float64Array {
  const picked = new Float64Array(rows.length * width);
  for (const [k, row] of rows.entries()) picked.set(numbers.subarray(row * width, (row + 1) * width), k * width);
  return picked;
}
