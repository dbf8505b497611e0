/** sum += factor · vector, in place, of equal lengths. */
export function addScaled(sum: Float64Array, factor: number, vector: Float64Array): void {
  for (let p = 0; p < sum.length; p++) sum[p] = (sum[p] as number) + factor * (vector[p] as number);
}
