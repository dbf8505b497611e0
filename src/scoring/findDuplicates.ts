import { cosine } from "../learning/cosine.ts";
import { median } from "./median.ts";

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
  /** Two updates of one round are the same only above this cosine … */
  readonly duplicateCosine: number;
  /** … and an update repeats another contributor's published one only above this cosine … */
  readonly publishedCosine: number;
  /** … and when 1 − cosine is below this part of the median of 1 − cosine between the original and the other updates. */
  readonly duplicateCloseness: number;
  /** Above this cosine, a contributor's update is a replay of its own earlier one. */
  readonly replayCosine: number;
};

/**
 * For each update, the first one that it repeats, or undefined: the earliest publication decides, then the earliest
 * commit of this round. "The same" means both close and much closer than the round's updates are to each other: on easy
 * data honest updates are all alike, and a fixed angle would call them copies. Against itself a contributor is only held
 * to not replaying, because honest training on the same data from nearby weights goes in nearly the same direction; and
 * its own update that earned nothing may be submitted again, because on unchanged weights honest training repeats it.
 */
export function findDuplicates(parameters: FindDuplicatesParameters): (DuplicateOf | undefined)[] {
  const { updates, published } = parameters;
  const originals: number[] = [];
  const isSame = (likeness: number, least: number, original: Float64Array, pair: readonly number[]): boolean => {
    if (likeness <= least) return false;
    const distances = updates.flatMap(({ update }, k) =>
      update === undefined || pair.includes(k) ? [] : [1 - cosine(update, original)],
    );
    return (
      distances.length === 0 || 1 - likeness < parameters.duplicateCloseness * median(Float64Array.from(distances))
    );
  };
  return updates.map(({ contributor, update }, index) => {
    if (update === undefined) return undefined;
    for (const [p, earlier] of published.entries()) {
      const likeness = earlier.update.length === update.length ? cosine(update, earlier.update) : 0;
      if (!isSame(likeness, parameters.publishedCosine, earlier.update, [index])) continue;
      if (earlier.contributor !== contributor || (earlier.score > 0 && likeness > parameters.replayCosine)) {
        return { kind: "published", index: p, cosine: likeness };
      }
      // Its own work: whoever published the same later is the copier, not this contributor.
      break;
    }
    for (const original of originals) {
      const first = updates[original]?.update as Float64Array;
      const likeness = cosine(update, first);
      if (isSame(likeness, parameters.duplicateCosine, first, [index, original]))
        return { kind: "update", index: original, cosine: likeness };
    }
    originals.push(index);
    return undefined;
  });
}
