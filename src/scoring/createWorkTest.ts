import { cosine } from "../learning/cosine.ts";
import { energyIn } from "../learning/energyIn.ts";
import { energyInUnion } from "../learning/energyInUnion.ts";
import { extendBasis } from "../learning/extendBasis.ts";
import { norm } from "../learning/norm.ts";
import { withoutSpan } from "../learning/withoutSpan.ts";
import { createLookalikes, type Lookalikes } from "./createLookalikes.ts";
import type { PublishedUpdate } from "./findDuplicates.ts";

/** What an update holds beyond what was public before it. */
export type Work = {
  /** Length of the part outside the span of public updates, relative to the update's, in [0, 1]. */
  readonly novelty: number;
  /** How much of that part points where training on the task's data goes, relative to the most that noise reaches. */
  readonly evidence: number;
};

export type CreateWorkTestParameters = {
  /** Length of the sketches. */
  readonly dimensions: number;
  /** Hidden until the updates are fixed, unsigned 32 bits; see `createSketch`. */
  readonly seed: number;
  /** Steps that the model took in earlier rounds, newest first. */
  readonly steps: readonly Float64Array[];
  /** Sketches of the updates that earlier rounds made public, oldest first. */
  readonly published: readonly PublishedUpdate[];
  /** Directions of honest work, the strongest first; see `workDirections`. Not more of them are asked for than needed. */
  readonly directions: Iterator<Float64Array>;
  /** Directions that are tried before all of them. */
  readonly firstDirections: number;
  /** Noise passes with the probability that a normal variable exceeds its mean by so many standard deviations. */
  readonly workDeviations: number;
};

export type WorkTest = {
  /** What an update holds beyond public ones and beyond the remembered commits of its round. */
  measure(contributor: string, sketch: Float64Array): Work;
  /** Holds a commit of this round against later ones. */
  remember(sketch: Float64Array): void;
};

/** With fewer dimensions the trusted directions fill too much of the space. */
const LEAST_DIMENSIONS = 64;
/** The span of public updates takes at most an eighth of the dimensions, the trusted directions a quarter. */
const MOST_KNOWN = 64;
const MOST_DIRECTIONS = 256;
/** For the span of one contributor that submits its own update again: it is made for that one alone. */
const MOST_DIRECTIONS_AGAIN = 64;
/** Of the public updates that do not fit into the span, the best paid ones are held against each update that resembles them. */
const MOST_BEYOND = 256;
const MOST_LIKE = 2;
const LEAST_LIKENESS = 0.5;
/** Above this cosine a contributor submits its own unpaid update again. */
const LEAST_OWN_LIKENESS = 0.9;

/** The span of public updates, the other vectors held against an update, and what honest work adds to the span. */
type Span = {
  readonly basis: readonly Float64Array[];
  readonly others: Lookalikes;
  /** Orthonormal, outside of `basis`: `count` trusted directions, or as many as there are. */
  readonly trusted: (count: number) => readonly Float64Array[];
};

/**
 * Tells training from copying and from noise; undefined for sketches too short to tell. What of an update lies outside the
 * span of public updates, and of up to two others that it resembles, is compared with isotropic noise: noise has on average
 * k/m of its energy in k trusted directions of an m-dimensional space, real work far more. The ratio of mean energies
 * inside and outside is F(k, m − k) distributed under noise; the bound takes the inner part as χ²(k), by Wilson and
 * Hilferty's (1931) expansion k + z√(2k) + ⅔(z² − 1).
 * A contributor's own updates that were never paid are not held against it: on unchanged weights honest training repeats.
 */
export function createWorkTest(parameters: CreateWorkTestParameters): WorkTest | undefined {
  const { dimensions, seed, steps, published, firstDirections, workDeviations } = parameters;
  if (dimensions < LEAST_DIMENSIONS) return undefined;
  const mostKnown = Math.min(MOST_KNOWN, Math.floor(dimensions / 8));
  const mostDirections = Math.min(MOST_DIRECTIONS, Math.floor(dimensions / 4));
  const direction = remember(parameters.directions);
  const newestFirst = [...published].reverse();
  const committed: Float64Array[] = [];

  const spanOf = (known: readonly PublishedUpdate[], mostTrusted: number): Span => {
    const basis = extendBasis([], [...steps, ...known.map(({ update }) => update)], mostKnown);
    const others = createLookalikes({ dimensions, seed, most: MOST_LIKE, leastLikeness: LEAST_LIKENESS });
    // Below its most dimensions, the span holds them all.
    const paid = basis.length < mostKnown ? [] : [...known].sort((a, b) => b.score - a.score);
    for (const { update } of paid.slice(0, MOST_BEYOND)) others.add(withoutSpan(update, basis));
    for (const sketch of committed) others.add(withoutSpan(sketch, basis));
    let extended = basis;
    let asked = 0;
    const trusted = (count: number) => {
      while (extended.length < basis.length + Math.min(count, mostTrusted)) {
        const next = direction(asked++);
        if (next === undefined) break;
        extended = extendBasis(extended, [next], 1);
      }
      return extended.slice(basis.length, basis.length + count);
    };
    return { basis, others, trusted };
  };
  const shared = spanOf(newestFirst, mostDirections);

  const measure = (sketch: Float64Array, { basis, others, trusted }: Span): Work => {
    const like = others.of(withoutSpan(sketch, basis));
    const length = norm(sketch);
    const rest = Math.max(0, length * length - energyIn(basis, sketch) - energyIn(like, sketch));
    const evidenceIn = (count: number): number => {
      const inside = trusted(count);
      // The directions outside of `like` span what all of them and `like` span, less `like`.
      const union = energyInUnion(inside, like, sketch);
      const energy = union.energy - energyIn(like, sketch);
      const k = inside.length + union.added - like.length;
      const freedom = dimensions - basis.length - like.length - k;
      const chiSquared = freedom * (energy / Math.max(rest - energy, Number.MIN_VALUE));
      const bound = k + workDeviations * Math.sqrt(2 * k) + (2 / 3) * (workDeviations * workDeviations - 1);
      return k > 0 && rest > 0 ? chiSquared / bound : 0;
    };
    const novelty = length === 0 ? 0 : Math.sqrt(rest) / length;
    const first = evidenceIn(Math.min(firstDirections, mostDirections));
    return { novelty, evidence: first >= 1 ? first : Math.max(first, evidenceIn(mostDirections)) };
  };

  return {
    measure(contributor, sketch) {
      const work = measure(sketch, shared);
      if (work.evidence >= 1) return work;
      const isOwnAgain = (known: PublishedUpdate) =>
        known.contributor === contributor && known.score === 0 && cosine(known.update, sketch) > LEAST_OWN_LIKENESS;
      const others = newestFirst.filter((known) => !isOwnAgain(known));
      return others.length === newestFirst.length
        ? work
        : measure(sketch, spanOf(others, Math.min(MOST_DIRECTIONS_AGAIN, mostDirections)));
    },
    remember(sketch) {
      committed.push(sketch);
      shared.others.add(withoutSpan(sketch, shared.basis));
    },
  };
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
