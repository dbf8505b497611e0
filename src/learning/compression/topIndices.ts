/**
 * Positions of the `count` greatest magnitudes of finite numbers, in ascending order; of equal magnitudes the lower
 * positions. The magnitude at the cut is found by sorting, so no comparison depends on the machine.
 */
export function topIndices(values: Float64Array, count: number): number[] {
  if (count >= values.length) return [...values.keys()];
  const threshold = values.map(Math.abs).sort()[values.length - count] as number;
  let ties = count;
  for (const value of values) if (Math.abs(value) > threshold) ties--;
  const indices: number[] = [];
  for (const [i, value] of values.entries()) {
    const magnitude = Math.abs(value);
    if (magnitude > threshold || (magnitude === threshold && ties-- > 0)) indices.push(i);
  }
  return indices;
}
