/** `base` plus all `terms`, added in index order: the aggregate that a round applies. */
export function sumFrom(base: Float64Array, terms: readonly Float64Array[]): Float64Array {
  const sum = base.slice();
  for (const term of terms) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (term[i] as number);
  return sum;
}
