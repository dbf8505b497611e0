import { createRandom } from "../learning/createRandom.ts";

/** A linear map to few dimensions that keeps inner products: cosines, lengths and spans can be measured on its images. */
export type Sketch = {
  readonly dimensions: number;
  of(vector: Float64Array): Float64Array;
};

const MOST_DIMENSIONS = 4096;

/**
 * CountSketch (Charikar, Chen and Farach-Colton 2002): every coordinate is added to one of m buckets with a random sign.
 * ⟨Sx, Sy⟩ is unbiased, its standard deviation at most √2 |x| |y| / √m. Whoever knows the seed can craft vectors whose sketches
 * mislead, so it must follow from something that is hidden until the vectors are fixed.
 * @param length Numbers per vector; up to m of them, the sketch is a copy of the vector.
 * @param seed Unsigned 32 bits.
 * @param most m, at most 32,768.
 */
export function createSketch(length: number, seed: number, most: number = MOST_DIMENSIONS): Sketch {
  if (length <= most) return { dimensions: length, of: (vector) => vector.slice() };
  const random = createRandom(seed, 0x5ce7c4);
  const places = new Uint16Array(length);
  for (let p = 0; p < length; p++) places[p] = random.integer(2 * most);
  return {
    dimensions: most,
    of(vector) {
      // Two halves: added to the buckets, and subtracted from them.
      const sums = new Float64Array(2 * most);
      for (let p = 0; p < length; p++) {
        const place = places[p] as number;
        sums[place] = (sums[place] as number) + (vector[p] as number);
      }
      const sketch = new Float64Array(most);
      for (let b = 0; b < most; b++) sketch[b] = (sums[b] as number) - (sums[most + b] as number);
      return sketch;
    },
  };
}
