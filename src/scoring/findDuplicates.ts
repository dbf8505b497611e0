import { dot } from "../learning/dot.ts";
import { norm } from "../learning/norm.ts";
import { scale } from "../learning/scale.ts";

/** An update as its contributor submitted it; undefined when it could not be read. */
export type SubmittedUpdate = {
  /** Address of the contributor, in one spelling. */
  readonly contributor: string;
  readonly update: Float64Array | undefined;
};

/** An update that an earlier round of the model made public. */
export type PublishedUpdate = {
  readonly contributor: string;
  readonly update: Float64Array;
  /** What it earned in its round, in parts per billion. */
  readonly score: number;
};

/** What an update repeats: an earlier commit of this round, or an update that an earlier round published. */
export type DuplicateOf = { readonly kind: "update" | "published"; readonly index: number; readonly cosine: number };

export type FindDuplicatesParameters = {
  /** In commit order. */
  readonly updates: readonly SubmittedUpdate[];
  /** Every update that earlier rounds of the model made public, oldest first. */
  readonly published: readonly PublishedUpdate[];
  /** Whether an update tells how alike the round's updates usually are; all do when left out. */
  readonly isUsual?: readonly boolean[];
  /** Two updates of one round are the same only above this cosine … */
  readonly duplicateCosine: number;
  /** … and an update repeats another contributor's published one only above this cosine … */
  readonly publishedCosine: number;
  /** … and when 1 − cosine is below this part of the median of 1 − cosine between the original and the other updates. */
  readonly duplicateCloseness: number;
  /** Above this cosine, a contributor's update is a replay of its own earlier one. */
  readonly replayCosine: number;
};

/** Numbers compared before asking whether two vectors are already too far apart. */
const BLOCK = 32;

/**
 * For each update, the first one that it repeats, or undefined: the earliest publication decides, then the earliest
 * commit of this round. "The same" means both close and much closer than the round's updates are to each other: on easy
 * data honest updates are all alike, and a fixed angle would call them copies. Against itself a contributor is only held
 * to not replaying, because honest training on the same data from nearby weights goes in nearly the same direction; and
 * its own update that earned nothing may be submitted again, because on unchanged weights honest training repeats it.
 */
export function findDuplicates(parameters: FindDuplicatesParameters): (DuplicateOf | undefined)[] {
  const units = parameters.updates.map(({ update }) => unitVector(update));
  const published = parameters.published.map(({ update }) => unitVector(update));
  const originals: number[] = [];
  const usual = units.flatMap((unit, k) => (unit !== undefined && parameters.isUsual?.[k] !== false ? [k] : []));
  const distancesTo = new Map<Float64Array, UsualDistances>();
  const isCloserThanUsual = (likeness: number, original: Float64Array, pair: readonly number[]): boolean => {
    const distances = distancesTo.get(original) ?? usualDistances(usual, units, original);
    distancesTo.set(original, distances);
    const left = distances.without(pair);
    return left === undefined || 1 - likeness < parameters.duplicateCloseness * left;
  };
  return parameters.updates.map(({ contributor }, index) => {
    const unit = units[index];
    if (unit === undefined) return undefined;
    for (const [p, earlier] of published.entries()) {
      if (earlier?.length !== unit.length) continue;
      const likeness = cosineAbove(parameters.publishedCosine, unit, earlier);
      if (likeness === undefined || !isCloserThanUsual(likeness, earlier, [index])) continue;
      const { contributor: publisher, score } = parameters.published[p] as PublishedUpdate;
      if (publisher !== contributor || (score > 0 && likeness > parameters.replayCosine)) {
        return { kind: "published", index: p, cosine: likeness };
      }
      // Its own work: whoever published the same later is the copier, not this contributor.
      break;
    }
    for (const original of originals) {
      const first = units[original] as Float64Array;
      const likeness = cosineAbove(parameters.duplicateCosine, unit, first);
      if (likeness !== undefined && isCloserThanUsual(likeness, first, [index, original]))
        return { kind: "update", index: original, cosine: likeness };
    }
    originals.push(index);
    return undefined;
  });
}

type UsualDistances = {
  /** Median of the distances, but for those of the given updates; undefined when none is left. */
  without(indices: readonly number[]): number | undefined;
};

/** 1 − cosine between one vector and the updates `usual`, sorted once for any number of questions. */
function usualDistances(
  usual: readonly number[],
  units: readonly (Float64Array | undefined)[],
  original: Float64Array,
): UsualDistances {
  const sorted = usual
    .map((index) => ({ index, distance: 1 - dot(units[index] as Float64Array, original) }))
    .sort((a, b) => a.distance - b.distance);
  const rankOf = new Map(sorted.map(({ index }, rank) => [index, rank]));
  return {
    without(indices) {
      const removed = indices.flatMap((index) => rankOf.get(index) ?? []).sort((a, b) => a - b);
      const left = sorted.length - removed.length;
      if (left === 0) return undefined;
      const at = (position: number): number => {
        let rank = position;
        for (const gap of removed) if (gap <= rank) rank++;
        return sorted[rank]?.distance as number;
      };
      const middle = left >> 1;
      return left % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
    },
  };
}

function unitVector(vector: Float64Array | undefined): Float64Array | undefined {
  const length = vector === undefined ? 0 : norm(vector);
  return vector === undefined || length === 0 ? undefined : scale(vector, 1 / length);
}

/** Cosine of two unit vectors, or undefined as soon as it is known not to be above `least`: |a − b|² = 2 (1 − cos). */
function cosineAbove(least: number, a: Float64Array, b: Float64Array): number | undefined {
  const farthest = 2 * (1 - least);
  let squares = 0;
  for (let from = 0; from < a.length && squares < farthest; from += BLOCK) {
    const to = Math.min(from + BLOCK, a.length);
    for (let i = from; i < to; i++) {
      const difference = (a[i] as number) - (b[i] as number);
      squares += difference * difference;
    }
  }
  return squares < farthest ? 1 - squares / 2 : undefined;
}
