import { dot } from "./dot.ts";

export type EnergyInUnion = {
  /** Squared length of the projection of the vector on the span of both sets. */
  readonly energy: number;
  /** Dimensions that the second set adds to the first. */
  readonly added: number;
};

/**
 * How much of `vector` lies in the span of two orthonormal sets a and b together: |bᵀv|² + cᵀ G⁻¹ c with
 * c_j = ⟨a_j, v⟩ − Σ_k ⟨a_j, b_k⟩ ⟨b_k, v⟩ and G = I − M Mᵀ, M_jk = ⟨a_j, b_k⟩, by Cholesky factors: inner products only, no
 * new vectors. A direction of `a` of which less than 1e-12 is outside of the others adds nothing.
 */
export function energyInUnion(
  b: readonly Float64Array[],
  a: readonly Float64Array[],
  vector: Float64Array,
): EnergyInUnion {
  const inB = Float64Array.from(b, (direction) => dot(direction, vector));
  const cross = a.map((direction) => Float64Array.from(b, (other) => dot(other, direction)));
  const factors: number[][] = [];
  const solved: number[] = [];
  let energy = dot(inB, inB);
  let added = 0;
  for (const [j, row] of cross.entries()) {
    const factor: number[] = [];
    let pivot = 1 - dot(row, row);
    let rest = dot(a[j] as Float64Array, vector) - dot(row, inB);
    for (let i = 0; i < j; i++) {
      const own = factors[i] as number[];
      let entry = -dot(row, cross[i] as Float64Array);
      for (let k = 0; k < i; k++) entry -= (factor[k] as number) * (own[k] as number);
      const diagonal = own[i] as number;
      factor[i] = diagonal === 0 ? 0 : entry / diagonal;
      pivot -= (factor[i] as number) * (factor[i] as number);
      rest -= (factor[i] as number) * (solved[i] as number);
    }
    const isOutside = pivot > 1e-12;
    factor[j] = isOutside ? Math.sqrt(pivot) : 0;
    solved[j] = isOutside ? rest / (factor[j] as number) : 0;
    factors.push(factor);
    energy += (solved[j] as number) * (solved[j] as number);
    if (isOutside) added++;
  }
  return { energy, added };
}
