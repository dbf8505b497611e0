import { norm } from "./norm.ts";
import { scale } from "./scale.ts";
import { withoutSpan } from "./withoutSpan.ts";

/**
 * The orthonormal `basis` and what the vectors, in their order, add to its span; at most `most` vectors are added. A vector
 * of which less than 1e-6 of its length is new adds nothing.
 */
export function extendBasis(
  basis: readonly Float64Array[],
  vectors: Iterable<Float64Array>,
  most: number,
): Float64Array[] {
  const extended = [...basis];
  for (const vector of vectors) {
    if (extended.length >= basis.length + most) break;
    const rest = withoutSpan(vector, extended);
    const length = norm(rest);
    if (length > 1e-6 * norm(vector)) extended.push(scale(rest, 1 / length));
  }
  return extended;
}
