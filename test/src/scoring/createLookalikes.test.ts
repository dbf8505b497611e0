import { expect } from "chai";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { dot } from "../../../src/learning/dot.ts";
import { norm } from "../../../src/learning/norm.ts";
import { withoutSpan } from "../../../src/learning/withoutSpan.ts";
import { createLookalikes } from "../../../src/scoring/createLookalikes.ts";

const DIMENSIONS = 300;
const parameters = { dimensions: DIMENSIONS, seed: 3, most: 3, leastLikeness: 0.5 };

function gaussian(seed: number): Float64Array {
  const random = createRandom(seed);
  return new Float64Array(DIMENSIONS).map(() => random.gaussian());
}

function plus(a: Float64Array, b: Float64Array, part: number): Float64Array {
  return a.map((value, i) => value + part * (b[i] as number));
}

function lookalikesOf(count: number) {
  const vectors = Array.from({ length: count }, (_, k) => gaussian(k));
  const set = createLookalikes(parameters);
  for (const vector of vectors) set.add(vector);
  return { vectors, set };
}

describe("createLookalikes", () => {
  for (const count of [5, 200]) {
    describe(`given ${count} vectors`, () => {
      const { vectors, set } = lookalikesOf(count);

      it("finds the one that a noisy copy was made of", () => {
        for (const [k, vector] of vectors.entries()) {
          const [found, ...others] = set.of(plus(vector, gaussian(1000 + k), 0.6));
          expect(Math.abs(dot(found as Float64Array, vector)) / norm(vector)).to.be.closeTo(1, 1e-12);
          expect(others).to.deep.equal([]);
        }
      });

      it("finds both parts of a mixture, orthonormal, and leaves nothing of it", () => {
        const mixture = plus(vectors[1] as Float64Array, vectors[3] as Float64Array, -1.2);
        const found = set.of(mixture);
        expect(found).to.have.length(2);
        expect(dot(found[0] as Float64Array, found[1] as Float64Array)).to.be.closeTo(0, 1e-12);
        expect(norm(withoutSpan(mixture, found))).to.be.below(1e-9 * norm(mixture));
      });

      it("finds nothing that is less alike than asked for", () => {
        expect(set.of(gaussian(5000))).to.deep.equal([]);
      });
    });
  }

  describe("given more likenesses than it may find", () => {
    it("stops there", () => {
      const { vectors, set } = lookalikesOf(5);
      const mixture = vectors.reduce((sum, vector) => plus(sum, vector, 1), new Float64Array(DIMENSIONS));
      // Each is about 0.45 of the mixture, and more of what the ones before left of it.
      const lenient = createLookalikes({ ...parameters, leastLikeness: 0.1 });
      for (const vector of vectors) lenient.add(vector);
      expect(lenient.of(mixture)).to.have.length(3);
      expect(set.of(new Float64Array(DIMENSIONS))).to.deep.equal([]);
    });
  });

  describe("given the same vector twice, or an empty one", () => {
    it("finds it once, and the empty one never", () => {
      const set = createLookalikes({ ...parameters, leastLikeness: 0 });
      for (const vector of [gaussian(1), gaussian(1), new Float64Array(DIMENSIONS)]) set.add(vector);
      expect(set.of(gaussian(1))).to.have.length(1);
    });
  });
});
