/** |a − b|, summed in index order; without a vector in between, because a round asks for thousands of them. */
export function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const gap = (a[i] as number) - (b[i] as number);
    sum += gap * gap;
  }
  return Math.sqrt(sum);
}
