import { dot } from "../learning/dot.ts";
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
  /** Directions of honest work, see `workDirections`; taken in this order until an eighth of the dimensions is spanned. */
  readonly directions: Iterable<Float64Array>;
  /** Noise passes with the probability that a normal variable exceeds its mean by so many standard deviations. */
  readonly workDeviations: number;
};

/** The span of public updates; what honest work adds to it; and the public updates that did not fit into it. */
type Span = {
  readonly basis: readonly Float64Array[];
  readonly trusted: readonly Float64Array[];
  readonly beyond: readonly Float64Array[];
};

/** Undefined for sketches too short to tell work from noise. */
export type WorkTest = ((contributor: string, sketch: Float64Array) => Work) | undefined;

/** With fewer dimensions the trusted directions fill too much of the space. */
const LEAST_DIMENSIONS = 64;
/** Public updates beyond the shared basis that are removed from one update, when it resembles them. */
const MOST_LIKE = 4;
const LEAST_LIKENESS = 0.5;

/**
 * Tells training from copying and from noise. What of an update lies outside the span of public updates is compared with
 * isotropic noise: noise has on average k/m of its energy in k trusted directions of an m-dimensional space, real work far
 * more. The ratio of mean energies inside and outside is F(k, m − k) distributed under noise; the bound takes the inner part
 * as χ²(k), by Wilson and Hilferty's (1931) expansion k + z√(2k) + ⅔(z² − 1).
 * A contributor's own updates that were never paid are not held against it: on unchanged weights honest training repeats.
 */
export function createWorkTest(parameters: CreateWorkTestParameters): WorkTest {
  const { dimensions, steps, published, workDeviations } = parameters;
  if (dimensions < LEAST_DIMENSIONS) return undefined;
  const most = Math.floor(dimensions / 8);
  const directions = [...extendBasis([], parameters.directions, most)];

  const spanOf = (known: readonly KnownUpdate[]): Span => {
    const basis = extendBasis([], [...steps, ...known.map(({ sketch }) => sketch)], most);
    // All of them are in the span, unless there are more than it may have dimensions.
    const beyond = basis.length < most ? [] : known.map(({ sketch }) => withoutSpan(sketch, basis));
    return { basis, trusted: extendBasis(basis, directions, most).slice(basis.length), beyond };
  };
  const newestFirst = [...published].reverse();
  const shared = spanOf(newestFirst);

  const measure = (sketch: Float64Array, { basis, trusted, beyond }: Span): Work => {
    const like = mostLike(withoutSpan(sketch, basis), beyond);
    const removed = [...basis, ...like];
    const inside = like.length === 0 ? trusted : extendBasis(removed, trusted, most).slice(removed.length);
    const rest = withoutSpan(sketch, removed);
    const energy = dot(rest, rest);
    let trustedEnergy = 0;
    for (const direction of inside) {
      const part = dot(direction, rest);
      trustedEnergy += part * part;
    }
    const k = inside.length;
    const freedom = dimensions - removed.length - k;
    const chiSquared = (freedom * trustedEnergy) / Math.max(energy - trustedEnergy, Number.MIN_VALUE);
    const bound = k + workDeviations * Math.sqrt(2 * k) + (2 / 3) * (workDeviations * workDeviations - 1);
    const length = norm(sketch);
    return { novelty: length === 0 ? 0 : Math.sqrt(energy) / length, evidence: energy === 0 ? 0 : chiSquared / bound };
  };

  return (contributor, sketch) => {
    const work = measure(sketch, shared);
    if (work.evidence >= 1) return work;
    const others = newestFirst.filter((known) => known.contributor !== contributor || known.score > 0);
    return others.length === newestFirst.length ? work : measure(sketch, spanOf(others));
  };
}

/** Up to four of the public updates, orthonormal: each the most alike what is left of an update after the ones before. */
function mostLike(rest: Float64Array, beyond: readonly Float64Array[]): Float64Array[] {
  const found: Float64Array[] = [];
  let left = rest;
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
