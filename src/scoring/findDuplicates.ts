import { cosine } from "../learning/cosine.ts";

/** What an update repeats: an earlier commit of this round, or an update that an earlier round published. */
export type DuplicateOf = { readonly kind: "update" | "published"; readonly index: number; readonly cosine: number };

/**
 * For each update, in commit order, the first one that it repeats (cosine above `threshold`), or undefined.
 * `published` holds every update that earlier rounds of the model made public: copying those is no work either.
 * An undefined entry (malformed) is never compared.
 */
export function findDuplicates(
  updates: readonly (Float64Array | undefined)[],
  published: readonly Float64Array[],
  threshold: number,
): (DuplicateOf | undefined)[] {
  const originals: number[] = [];
  return updates.map((update, index) => {
    if (update === undefined) return undefined;
    for (const [p, earlier] of published.entries()) {
      const likeness = earlier.length === update.length ? cosine(update, earlier) : 0;
      if (likeness > threshold) return { kind: "published", index: p, cosine: likeness };
    }
    for (const original of originals) {
      const likeness = cosine(update, updates[original] as Float64Array);
      if (likeness > threshold) return { kind: "update", index: original, cosine: likeness };
    }
    originals.push(index);
    return undefined;
  });
}
