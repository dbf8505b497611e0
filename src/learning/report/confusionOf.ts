/** Rows by true class (outer) and predicted class (inner), counted over the rows with these indices. */
export function confusionOf(
  classes: number,
  labels: Uint32Array,
  predicted: Uint32Array,
  rows: readonly number[],
): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const row of rows) {
    const ofClass = counts[labels[row] as number] as number[];
    ofClass[predicted[row] as number] = (ofClass[predicted[row] as number] as number) + 1;
  }
  return counts;
}
