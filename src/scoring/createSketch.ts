import { createRandom } from "../learning/createRandom.ts";

/** A linear map to few dimensions that keeps inner products: cosines, lengths and spans can be measured on its images. */
export type Sketch = {
  readonly dimensions: number;
  of(vector: Float64Array): Float64Array;
};

/** Up to this many parameters a sketch is the vector itself. */
const MOST_DIMENSIONS = 4096;

/**
 * CountSketch (Charikar, Chen and Farach-Colton 2002): every coordinate is added to one of 4,096 buckets with a random
 * sign. ⟨Sx, Sy⟩ is unbiased, its standard deviation at most √2 |x| |y| / 64. Whoever knows the seed can craft vectors whose
 * sketches mislead, so it must follow from something that is hidden until the vectors are fixed.
 * @param length Numbers per vector.
 * @param seed Unsigned 32 bits.
 */
export function createSketch(length: number, seed: number): Sketch {
  if (length <= MOST_DIMENSIONS) return { dimensions: length, of: (vector) => vector.slice() };
  const random = createRandom(seed, 0x5ce7c4);
  const places = new Uint16Array(length);
  for (let p = 0; p < length; p++) places[p] = random.integer(2 * MOST_DIMENSIONS);
  return {
    dimensions: MOST_DIMENSIONS,
    of(vector) {
      // Two halves: added to the buckets, and subtracted from them.
      const sums = new Float64Array(2 * MOST_DIMENSIONS);
      for (let p = 0; p < length; p++) {
        const place = places[p] as number;
        sums[place] = (sums[place] as number) + (vector[p] as number);
      }
      const sketch = new Float64Array(MOST_DIMENSIONS);
      for (let b = 0; b < MOST_DIMENSIONS; b++) sketch[b] = (sums[b] as number) - (sums[MOST_DIMENSIONS + b] as number);
      return sketch;
    },
  };
}
