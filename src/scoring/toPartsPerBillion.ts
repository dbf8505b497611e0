import { PARTS_PER_BILLION } from "./PARTS_PER_BILLION.ts";

/**
 * Absolute scores: φ_i⁺ / max(Σφ⁺, fullPayGain), floored to parts per billion, so their sum never exceeds 1e9.
 * `fullPayGain` in the unit of φ, above 0.
 */
export function toPartsPerBillion(values: Float64Array, fullPayGain: number): Uint32Array {
  let positive = 0;
  for (const value of values) if (value > 0) positive += value;
  const whole = Math.max(positive, fullPayGain);
  const scores = new Uint32Array(values.length);
  let left = PARTS_PER_BILLION;
  for (const [i, value] of values.entries()) {
    if (!(value > 0) || !(whole > 0)) continue;
    // The bound by what is left covers the rounding of the divisions: Σ ≤ 1e9 holds by construction.
    const score = Math.min(left, Math.floor((value / whole) * PARTS_PER_BILLION));
    scores[i] = score;
    left -= score;
  }
  return scores;
}
