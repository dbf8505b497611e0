import { expect } from "chai";
import fc from "fast-check";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { dot } from "../../../src/learning/dot.ts";
import { energyIn } from "../../../src/learning/energyIn.ts";
import { energyInUnion } from "../../../src/learning/energyInUnion.ts";
import { extendBasis } from "../../../src/learning/extendBasis.ts";
import { norm } from "../../../src/learning/norm.ts";
import { withoutSpan } from "../../../src/learning/withoutSpan.ts";

const SIZE = 30;

function gaussian(seed: number): Float64Array {
  const random = createRandom(seed);
  return new Float64Array(SIZE).map(() => random.gaussian());
}

/** Vectors that are nearly parallel: one pass of Gram-Schmidt would leave them far from orthogonal. */
function nearlyParallel(seed: number, count: number): Float64Array[] {
  const common = gaussian(seed);
  return Array.from({ length: count }, (_, k) => {
    const own = gaussian(1000 * seed + k);
    return common.map((value, i) => value + 1e-5 * (own[i] as number));
  });
}

describe("extendBasis", () => {
  it("is orthonormal even for nearly parallel vectors", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (seed) => {
        const basis = extendBasis([], nearlyParallel(seed, 5), 5);
        expect(basis).to.have.length(5);
        for (const [i, a] of basis.entries()) {
          for (const [j, b] of basis.entries()) expect(dot(a, b)).to.be.closeTo(i === j ? 1 : 0, 1e-12);
        }
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  it("leaves out what adds nothing, and stops at the most it may add", () => {
    const [a, b, c] = [gaussian(1), gaussian(2), gaussian(3)];
    const sum = a.map((value, i) => 2 * value - (b[i] as number));
    expect(extendBasis([], [a, b, sum, new Float64Array(SIZE)], 4)).to.have.length(2);
    const first = extendBasis([], [a], 1);
    expect(extendBasis(first, [b, c], 1).slice(0, 1)).to.deep.equal(first);
    expect(extendBasis(first, [b, c], 1)).to.have.length(2);
  });
});

describe("withoutSpan and energyIn", () => {
  it("split a vector in two parts whose energies add up", () => {
    const basis = extendBasis([], [gaussian(4), gaussian(5), gaussian(6)], 3);
    const vector = gaussian(7);
    const rest = withoutSpan(vector, basis);
    for (const direction of basis) expect(dot(direction, rest)).to.be.closeTo(0, 1e-14);
    expect(energyIn(basis, vector) + dot(rest, rest)).to.be.closeTo(dot(vector, vector), 1e-12);
    expect(norm(withoutSpan(rest, []))).to.equal(norm(rest));
  });
});

describe("energyInUnion", () => {
  it("is what Gram-Schmidt gives, and counts what lies inside as nothing", () => {
    const basis = extendBasis([], [gaussian(11), gaussian(12), gaussian(13)], 3);
    const vector = gaussian(14);
    const inside = basis.reduce(
      (sum, direction) => sum.map((value, i) => value + (direction[i] as number)),
      vector.map(() => 0),
    );
    for (const others of [
      [],
      [gaussian(21)],
      [gaussian(21), gaussian(22), gaussian(23)],
      [inside],
      [gaussian(21), inside.map((value, i) => value + (gaussian(21)[i] as number)), gaussian(23)],
    ]) {
      const added = extendBasis([], others, others.length);
      const outside = extendBasis(basis, added, added.length).slice(basis.length);
      const union = energyInUnion(basis, added, vector);
      expect(union.added).to.equal(outside.length);
      expect(union.energy).to.be.closeTo(energyIn([...basis, ...outside], vector), 1e-9);
    }
  });
});
