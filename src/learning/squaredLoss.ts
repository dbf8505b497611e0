/**
 * ½ · Σ (output − target)² over a row's outputs, which start at `at` in all three arrays' rows; writes its derivative,
 * output − target, to the same places of `errors`.
 */
export function squaredLoss(
  predictions: Float64Array,
  at: number,
  outputs: number,
  targets: Float64Array,
  targetAt: number,
  errors: Float64Array,
): number {
  let sum = 0;
  for (let i = 0; i < outputs; i++) {
    const difference = (predictions[at + i] as number) - (targets[targetAt + i] as number);
    errors[at + i] = difference;
    sum += difference * difference;
  }
  return sum / 2;
}
