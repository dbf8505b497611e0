/**
 * Multiplies the first `count` errors by the activation's derivative, which follows from the activated `values`:
 * 1 − value² for tanh; for ReLU 1 or 0, and 0 where the value is 0.
 */
export function differentiateActivation(
  errors: Float64Array | Float32Array,
  values: Float64Array | Float32Array,
  count: number,
  activation: "relu" | "tanh",
): void {
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    if (activation === "tanh") errors[i] = (errors[i] as number) * (1 - value * value);
    else if (value <= 0) errors[i] = 0;
  }
}
