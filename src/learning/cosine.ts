import { dot } from "./dot.ts";
import { norm } from "./norm.ts";

/** Cosine of the angle between two vectors; 0 when one of them is zero. */
export function cosine(a: Float64Array, b: Float64Array): number {
  const lengths = norm(a) * norm(b);
  return lengths === 0 ? 0 : dot(a, b) / lengths;
}
