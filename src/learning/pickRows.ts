import type { Examples } from "./Examples.ts";

/** The given rows of a set of examples, in the given order. */
export function pickRows({ width, features, labels, targets }: Examples, rows: ArrayLike<number>): Examples {
  const picked = {
    width,
    features: pick(features, width, rows),
    labels: Uint32Array.from(rows, (row) => labels[row] as number),
  };
  return targets === undefined ? picked : { ...picked, targets: pick(targets, targets.length / labels.length, rows) };
}

function pick(numbers: Float64Array, width: number, rows: ArrayLike<number>): Float64Array {
  const picked = new Float64Array(rows.length * width);
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k] as number;
    picked.set(numbers.subarray(row * width, (row + 1) * width), k * width);
  }
  return picked;
}
