import { dot } from "../learning/dot.ts";
import { norm } from "../learning/norm.ts";
import { scale } from "../learning/scale.ts";
import { withoutSpan } from "../learning/withoutSpan.ts";
import { createSketch } from "./createSketch.ts";

/** A growing set of vectors that can be asked which of them another vector resembles. */
export type Lookalikes = {
  add(vector: Float64Array): void;
  /** Orthonormal: each is what a vector of the set adds to those before, the most alike what they left of `vector`. */
  of(vector: Float64Array): Float64Array[];
};

export type CreateLookalikesParameters = {
  /** Length of the vectors. */
  readonly dimensions: number;
  /** Of the coarse sketch, unsigned 32 bits; see `createSketch`. */
  readonly seed: number;
  /** Vectors found at most. */
  readonly most: number;
  /** Cosine that a vector must exceed to count as alike. */
  readonly leastLikeness: number;
};

/** Candidates are chosen by cosine in a coarse sketch, so that a thousand vectors are compared with a thousand in time. */
const COARSE_DIMENSIONS = 64;
const MOST_CANDIDATES = 6;

type Entry = { readonly vector: Float64Array; readonly length: number; readonly coarse: Float64Array };

/** An empty set of vectors. */
export function createLookalikes({ dimensions, seed, most, leastLikeness }: CreateLookalikesParameters): Lookalikes {
  const { of: coarseOf } = createSketch(dimensions, seed, COARSE_DIMENSIONS);
  const entries: Entry[] = [];

  const candidatesFor = (vector: Float64Array): Entry[] => {
    if (entries.length <= MOST_CANDIDATES) return entries;
    const coarse = coarseOf(vector);
    const likeness = new Float64Array(entries.length);
    for (let index = 0; index < entries.length; index++) {
      likeness[index] = Math.abs(dot((entries[index] as Entry).coarse, coarse));
    }
    const least = likeness.toSorted()[entries.length - MOST_CANDIDATES] as number;
    const candidates: Entry[] = [];
    for (let index = 0; index < entries.length && candidates.length < MOST_CANDIDATES; index++) {
      if ((likeness[index] as number) >= least) candidates.push(entries[index] as Entry);
    }
    return candidates;
  };

  return {
    add(vector) {
      const length = norm(vector);
      if (length > 0) entries.push({ vector, length, coarse: scale(coarseOf(vector), 1 / length) });
    },
    of(vector) {
      const candidates = candidatesFor(vector).map(({ vector: known, length }) => ({ known, energy: length * length }));
      const energies = candidates.map(({ energy }) => energy);
      const found: Float64Array[] = [];
      let left = vector;
      while (found.length < most) {
        let best: number | undefined;
        let likeness = leastLikeness * norm(left);
        for (const [k, { known, energy }] of candidates.entries()) {
          // What `known` adds to those found has this energy; its product with `left` is that of `known` itself.
          const added = energies[k] as number;
          if (added <= 1e-12 * energy) continue;
          const part = Math.abs(dot(known, left)) / Math.sqrt(added);
          if (part > likeness) {
            likeness = part;
            best = k;
          }
        }
        if (best === undefined) break;
        const own = withoutSpan(candidates[best]?.known as Float64Array, found);
        const direction = scale(own, 1 / norm(own));
        found.push(direction);
        left = withoutSpan(left, [direction]);
        energies[best] = 0;
        for (const [k, { known }] of candidates.entries()) {
          const part = dot(direction, known);
          energies[k] = (energies[k] as number) - part * part;
        }
      }
      return found;
    },
  };
}
