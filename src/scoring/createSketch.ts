import { createRandom } from "../learning/createRandom.ts";

/** A linear map to few dimensions that keeps angles about as they are: cosines and spans can be measured on its images. */
export type Sketch = {
  readonly dimensions: number;
  of(vector: Float64Array): Float64Array;
};

const MOST_DIMENSIONS = 4096;

/**
 * CountSketch (Charikar, Chen and Farach-Colton 2002): every coordinate is added to one of m buckets with a random sign. Ours
 * divides a bucket by the square root of its coordinates and leaves out empty ones, so that the rows are orthonormal and
 * isotropic noise stays isotropic. ⟨Sx, Sy⟩ is then ⟨x, y⟩ times about m/n, its standard deviation about √2 |x| |y| √m/n for
 * vectors that are not concentrated on few coordinates. Whoever knows the seed can craft vectors whose sketches mislead, so
 * it must follow from something that is hidden until the vectors are fixed.
 * @param length n, numbers per vector; up to m of them, the sketch is a copy of the vector.
 * @param seed Unsigned 32 bits.
 * @param most m, at most 32,768.
 */
export function createSketch(length: number, seed: number, most: number = MOST_DIMENSIONS): Sketch {
  if (length <= most) return { dimensions: length, of: (vector) => vector.slice() };
  const random = createRandom(seed, 0x5ce7c4);
  const places = new Uint16Array(length);
  const counts = new Uint32Array(most);
  for (let p = 0; p < length; p++) {
    const place = random.integer(2 * most);
    places[p] = place;
    counts[place % most] = (counts[place % most] as number) + 1;
  }
  const buckets = [...counts.keys()].filter((bucket) => (counts[bucket] as number) > 0);
  return {
    dimensions: buckets.length,
    of(vector) {
      // Two halves: added to the buckets, and subtracted from them.
      const sums = new Float64Array(2 * most);
      for (let p = 0; p < length; p++) {
        const place = places[p] as number;
        sums[place] = (sums[place] as number) + (vector[p] as number);
      }
      return Float64Array.from(buckets, (bucket) => {
        const sum = (sums[bucket] as number) - (sums[most + bucket] as number);
        return sum / Math.sqrt(counts[bucket] as number);
      });
    },
  };
}
