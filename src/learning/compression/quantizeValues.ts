import { LEAST_SCALE } from "./LEAST_SCALE.ts";
import { levels } from "./levels.ts";

/**
 * Replaces values in place by levels of one float32 scale, all by zero when the scale would be below `LEAST_SCALE`.
 * - 8 bits: s = max|v| / 127, each value the nearest of −127 s … 127 s.
 * - 2 bits: |v| ≥ mean|v| becomes level ±3, smaller ±1; s = Σ|v|·|level| / Σ level², the least-squares scale for these
 *   levels (two means around a threshold, as in the codebook of SparseLoCo, 2508.15706 §3, but fixed at 1 : 3, so that
 *   one number describes it).
 */
export function quantizeValues(values: Float64Array, bits: 2 | 8): void {
  let greatest = 0;
  let sum = 0;
  for (const value of values) {
    greatest = Math.max(greatest, Math.abs(value));
    sum += Math.abs(value);
  }
  // The mean of equal numbers can be rounded up above them; the greatest is always on the upper level.
  const threshold = Math.min(sum / values.length, greatest);
  const scale = Math.fround(bits === 8 ? greatest / levels[8].most : twoLevelScale(values, threshold));
  if (scale < LEAST_SCALE) {
    values.fill(0);
    return;
  }
  for (const [i, value] of values.entries()) {
    const level =
      bits === 8
        ? Math.min(levels[8].most, Math.floor(Math.abs(value) / scale + 0.5))
        : Math.abs(value) >= threshold
          ? 3
          : 1;
    values[i] = scale * (value < 0 ? -level : level);
  }
}

function twoLevelScale(values: Float64Array, threshold: number): number {
  let products = 0;
  let squares = 0;
  for (const value of values) {
    const level = Math.abs(value) >= threshold ? 3 : 1;
    products += Math.abs(value) * level;
    squares += level * level;
  }
  return products / squares;
}
