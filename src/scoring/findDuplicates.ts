import { cosine } from "../learning/cosine.ts";

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

/**
 * For each update, in commit order, the first one that it repeats (cosine above `threshold`), or undefined.
 * `published` holds every update that earlier rounds of the model made public: copying those is no work either. Only a
 * contributor's own update that earned nothing may be submitted again: on unchanged weights, honest training repeats it.
 */
export function findDuplicates(
  updates: readonly SubmittedUpdate[],
  published: readonly PublishedUpdate[],
  threshold: number,
): (DuplicateOf | undefined)[] {
  const originals: number[] = [];
  return updates.map(({ contributor, update }, index) => {
    if (update === undefined) return undefined;
    for (const [p, earlier] of published.entries()) {
      if (earlier.contributor === contributor && earlier.score === 0) continue;
      const likeness = earlier.update.length === update.length ? cosine(update, earlier.update) : 0;
      if (likeness > threshold) return { kind: "published", index: p, cosine: likeness };
    }
    for (const original of originals) {
      const likeness = cosine(update, updates[original]?.update as Float64Array);
      if (likeness > threshold) return { kind: "update", index: original, cosine: likeness };
    }
    originals.push(index);
    return undefined;
  });
}
