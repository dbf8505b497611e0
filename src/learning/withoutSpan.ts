import { dot } from "./dot.ts";

/**
 * What is left of `vector` after removing its part in the span of an orthonormal `basis` (modified Gram-Schmidt); the vector
 * itself for an empty one.
 */
export function withoutSpan(vector: Float64Array, basis: readonly Float64Array[]): Float64Array {
  if (basis.length === 0) return vector;
  const rest = vector.slice();
  let before = dot(rest, rest);
  // Again for the rounding of the time before, when little was left of it (Giraud et al. 2005: "twice is enough").
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of basis) {
      const part = dot(direction, rest);
      for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] as number) - part * (direction[i] as number);
    }
    const after = dot(rest, rest);
    if (after > before / 2) break;
    before = after;
  }
  return rest;
}
