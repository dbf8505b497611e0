/** More edits than that, and a name is another one rather than a slip. */
const MOST_EDITS = 3;

/** The name that was probably meant by a misspelled one; undefined when none is near. */
export function closestName(misspelled: string, names: readonly string[]): string | undefined {
  const byDistance = names
    .map((name) => ({ name, edits: editsBetween(misspelled.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, edits }) => edits <= Math.min(MOST_EDITS, name.length / 2))
    .sort((a, b) => a.edits - b.edits);
  return byDistance[0]?.name;
}

/** Levenshtein distance. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
