import type { Examples } from "./Examples.ts";

/** 0, 1, … for every row of the examples. */
export function rowNumbers({ labels }: Examples): Uint32Array {
  const numbers = new Uint32Array(labels.length);
  for (let row = 0; row < numbers.length; row++) numbers[row] = row;
  return numbers;
}
