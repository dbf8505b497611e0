/** A new vector, `factor` times `a`. */
export function scale(a: Float64Array, factor: number): Float64Array {
  const scaled = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) scaled[i] = (a[i] as number) * factor;
  return scaled;
}
