import { dot } from "./dot.ts";

/** Squared length of the projection of `vector` on the span of an orthonormal `basis`. */
export function energyIn(basis: readonly Float64Array[], vector: Float64Array): number {
  let energy = 0;
  for (const direction of basis) {
    const part = dot(direction, vector);
    energy += part * part;
  }
  return energy;
}
