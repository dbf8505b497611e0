/** The mean of vectors of one length; at least one vector. */
export function meanOf(vectors: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array((vectors[0] as Float64Array).length);
  for (const vector of vectors)
    for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] as number) + (vector[i] as number);
  return mean.map((value) => value / vectors.length);
}
