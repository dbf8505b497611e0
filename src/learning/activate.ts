import { tanh } from "./tanh.ts";

/** Applies the activation to the first `count` values, in place. */
export function activate(values: Float64Array | Float32Array, count: number, activation: "relu" | "tanh"): void {
  if (activation === "tanh") for (let i = 0; i < count; i++) values[i] = tanh(values[i] as number);
  else for (let i = 0; i < count; i++) if ((values[i] as number) < 0) values[i] = 0;
}
