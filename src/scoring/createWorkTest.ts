import { cosine } from "../learning/cosine.ts";
import { dot } from "../learning/dot.ts";
import { energyIn } from "../learning/energyIn.ts";
import { extendBasis } from "../learning/extendBasis.ts";
import { norm } from "../learning/norm.ts";
import { scale } from "../learning/scale.ts";
import { withoutSpan } from "../learning/withoutSpan.ts";

/** What an update holds beyond what was public before it. */
export type Work = {
  /** Length of the part outside the span of public updates, relative to the update's, in [0, 1]. */
  readonly novelty: number;
  /** How much of that part points where training on the task's data goes, relative to the most that noise reaches. */
  readonly evidence: number;
};

/** The sketch of an update that an earlier round made public. */
export type KnownUpdate = {
  readonly contributor: string;
  readonly sketch: Float64Array;
  /** What it earned, in parts per billion. */
  readonly score: number;
};

export type CreateWorkTestParameters = {
  /** Length of the sketches. */
  readonly dimensions: number;
  /** Steps that the model took in earlier rounds, newest first. */
  readonly steps: readonly Float64Array[];
  /** Oldest first. */
  readonly published: readonly KnownUpdate[];
  /** Directions of honest work, the strongest first; see `workDirections`. Not more of them are asked for than needed. */
  readonly directions: Iterator<Float64Array>;
  /** Directions that are tried before all of them. */
  readonly firstDirections: number;
  /** Noise passes with the probability that a normal variable exceeds its mean by so many standard deviations. */
  readonly workDeviations: number;
};

/** Undefined for sketches too short to tell work from noise. */
export type WorkTest = ((contributor: string, sketch: Float64Array) => Work) | undefined;

/** With fewer dimensions the trusted directions fill too much of the space. */
const LEAST_DIMENSIONS = 64;
/** The span of public updates takes at most an eighth of the dimensions, the trusted directions a quarter. */
const MOST_KNOWN = 64;
const MOST_DIRECTIONS = 256;
/** Of the public updates that do not fit into the span, the best paid ones are held against each update that resembles them. */
const MOST_BEYOND = 256;
const MOST_LIKE = 4;
const LEAST_LIKENESS = 0.5;
/** Above this cosine a contributor submits its own unpaid update again. */
const LEAST_OWN_LIKENESS = 0.9;

/** The span of public updates, the public updates that did not fit into it, and what honest work adds to it. */
type Span = {
  readonly basis: readonly Float64Array[];
  readonly beyond: readonly Float64Array[];
  /** Orthonormal, outside of `basis`: `count` trusted directions, or as many as there are. */
  readonly trusted: (count: number) => readonly Float64Array[];
};

/**
 * Tells training from copying and from noise. What of an update lies outside the span of public updates is compared with
 * isotropic noise: noise has on average k/m of its energy in k trusted directions of an m-dimensional space, real work far
 * more. The ratio of mean energies inside and outside is F(k, m − k) distributed under noise; the bound takes the inner part
 * as χ²(k), by Wilson and Hilferty's (1931) expansion k + z√(2k) + ⅔(z² − 1).
 * A contributor's own updates that were never paid are not held against it: on unchanged weights honest training repeats.
 */
export function createWorkTest(parameters: CreateWorkTestParameters): WorkTest {
  const { dimensions, steps, published, firstDirections, workDeviations } = parameters;
  if (dimensions < LEAST_DIMENSIONS) return undefined;
  const mostKnown = Math.min(MOST_KNOWN, Math.floor(dimensions / 8));
  const mostDirections = Math.min(MOST_DIRECTIONS, Math.floor(dimensions / 4));
  const direction = remember(parameters.directions);
  const newestFirst = [...published].reverse();

  const spanOf = (known: readonly KnownUpdate[]): Span => {
    const basis = extendBasis([], [...steps, ...known.map(({ sketch }) => sketch)], mostKnown);
    // Below its most dimensions, the span holds them all.
    const paid = basis.length < mostKnown ? [] : [...known].sort((a, b) => b.score - a.score);
    const beyond = paid.slice(0, MOST_BEYOND).map(({ sketch }) => withoutSpan(sketch, basis));
    let extended = basis;
    let asked = 0;
    const trusted = (count: number) => {
      while (extended.length < basis.length + count) {
        const next = direction(asked++);
        if (next === undefined) break;
        extended = extendBasis(extended, [next], 1);
      }
      return extended.slice(basis.length, basis.length + count);
    };
    return { basis, beyond, trusted };
  };
  const shared = spanOf(newestFirst);

  const measure = (sketch: Float64Array, { basis, beyond, trusted }: Span): Work => {
    const like = mostLike(sketch, basis, beyond);
    const length = norm(sketch);
    const rest = Math.max(0, length * length - energyIn(basis, sketch) - energyIn(like, sketch));
    const evidenceIn = (count: number): number => {
      const inside = trusted(count);
      // The directions outside of `like` span what all of them and `like` span, less `like`.
      const added = extendBasis(inside, like, like.length).slice(inside.length);
      const energy = energyIn(inside, sketch) + energyIn(added, sketch) - energyIn(like, sketch);
      const k = inside.length + added.length - like.length;
      const freedom = dimensions - basis.length - like.length - k;
      const chiSquared = (freedom * energy) / Math.max(rest - energy, Number.MIN_VALUE);
      const bound = k + workDeviations * Math.sqrt(2 * k) + (2 / 3) * (workDeviations * workDeviations - 1);
      return k > 0 && rest > 0 ? chiSquared / bound : 0;
    };
    const novelty = length === 0 ? 0 : Math.sqrt(rest) / length;
    const first = evidenceIn(Math.min(firstDirections, mostDirections));
    return { novelty, evidence: first >= 1 ? first : Math.max(first, evidenceIn(mostDirections)) };
  };

  return (contributor, sketch) => {
    const work = measure(sketch, shared);
    if (work.evidence >= 1) return work;
    const isOwnAgain = (known: KnownUpdate) =>
      known.contributor === contributor && known.score === 0 && cosine(known.sketch, sketch) > LEAST_OWN_LIKENESS;
    const others = newestFirst.filter((known) => !isOwnAgain(known));
    return others.length === newestFirst.length ? work : measure(sketch, spanOf(others));
  };
}

/** Up to four of the public updates, orthonormal: each the most alike what is left of an update after the ones before. */
function mostLike(
  sketch: Float64Array,
  basis: readonly Float64Array[],
  beyond: readonly Float64Array[],
): Float64Array[] {
  const found: Float64Array[] = [];
  if (beyond.length === 0) return found;
  let left = withoutSpan(sketch, basis);
  while (found.length < MOST_LIKE) {
    let best: Float64Array | undefined;
    let likeness = LEAST_LIKENESS * norm(left);
    for (const known of beyond) {
      const own = withoutSpan(known, found);
      const length = norm(own);
      if (!(length > 1e-6 * norm(known))) continue;
      const part = Math.abs(dot(own, left)) / length;
      if (part > likeness) {
        likeness = part;
        best = scale(own, 1 / length);
      }
    }
    if (best === undefined) break;
    found.push(best);
    left = withoutSpan(left, found);
  }
  return found;
}

/** The items of an iterator by position, drawn from it when first asked for. */
function remember<T>(items: Iterator<T>): (index: number) => T | undefined {
  const drawn: T[] = [];
  return (index) => {
    while (drawn.length <= index) {
      const next = items.next();
      if (next.done) return undefined;
      drawn.push(next.value);
    }
    return drawn[index];
  };
}
