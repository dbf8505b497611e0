import { dot } from "./dot.ts";

/** What is left of `vector` after removing its part in the span of an orthonormal `basis` (Gram-Schmidt, done twice). */
export function withoutSpan(vector: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const rest = vector.slice();
  // Once more for the rounding of the first time (Giraud et al. 2005: "twice is enough").
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of basis) {
      const part = dot(direction, rest);
      for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] as number) - part * (direction[i] as number);
    }
  }
  return rest;
}
