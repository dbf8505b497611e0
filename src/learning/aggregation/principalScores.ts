import type { Random } from "../createRandom.ts";
import { dot } from "../dot.ts";
import { norm } from "../norm.ts";
import { scale } from "../scale.ts";
import { subtract } from "../subtract.ts";
import { weightedSum } from "./weightedSum.ts";

/** Fixed, so that every machine stops at the same bits; the error shrinks by (σ₂ / σ₁)² per step. */
const STEPS = 30;

/**
 * Squared projection of each centered vector on the top right singular vector of the centered matrix, found by power
 * iteration from a random start. The scores are in units of the largest absolute number, squared, so that nothing
 * overflows; all zero when the vectors are equal.
 */
export function principalScores(vectors: readonly Float64Array[], random: Random): Float64Array {
  const largest = vectors.reduce((max, vector) => vector.reduce((m, x) => Math.max(m, Math.abs(x)), max), 0);
  if (largest === 0) return new Float64Array(vectors.length);
  const scaled = vectors.map((vector) => vector.map((x) => x / largest));
  const mean = weightedSum(scaled, new Float64Array(scaled.length).fill(1 / scaled.length));
  const centered = scaled.map((vector) => subtract(vector, mean));
  let direction = unit(mean.map(() => random.gaussian()));
  for (let step = 0; step < STEPS; step++) {
    direction = unit(
      weightedSum(
        centered,
        Float64Array.from(centered, (vector) => dot(vector, direction)),
      ),
    );
  }
  return Float64Array.from(centered, (vector) => dot(vector, direction) * dot(vector, direction));
}

function unit(vector: Float64Array): Float64Array {
  const length = norm(vector);
  return length === 0 ? vector : scale(vector, 1 / length);
}
