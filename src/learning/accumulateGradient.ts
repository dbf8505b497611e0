import type { Pass } from "./createPass.ts";

/**
 * Adds the gradient of Σ loss(row) · `factor` over `rows`, in their order, to `gradient`; returns the sum of the losses
 * without the factor.
 */
export function accumulateGradient(
  pass: Pass,
  parameters: Float64Array,
  gradient: Float64Array,
  rows: Uint32Array,
  factor: number,
): number {
  let sum = 0;
  for (let from = 0; from < rows.length; from += pass.mostRows) {
    const taken = rows.subarray(from, from + pass.mostRows);
    pass.forward(parameters, taken);
    pass.backward(parameters, gradient, factor);
    for (let k = 0; k < taken.length; k++) sum += pass.losses[k] as number;
  }
  return sum;
}
