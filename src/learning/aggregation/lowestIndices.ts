/** Where the `count` lowest values are, in index order; between equal values the earlier one counts as lower. */
export function lowestIndices(values: Float64Array, count: number): number[] {
  const compare = (i: number, j: number): number => {
    const x = values[i] as number;
    const y = values[j] as number;
    return x < y ? -1 : x > y ? 1 : i - j;
  };
  return [...values.keys()]
    .sort(compare)
    .slice(0, count)
    .sort((i, j) => i - j);
}
