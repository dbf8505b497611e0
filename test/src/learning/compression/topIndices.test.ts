import { expect } from "chai";
import fc from "fast-check";
import { topIndices } from "../../../../src/learning/compression/topIndices.ts";

describe("topIndices", () => {
  it("finds the greatest magnitudes, in ascending order of position", () => {
    expect(topIndices(Float64Array.of(0.1, -5, 2, 0, 3), 2)).to.deep.equal([1, 4]);
  });

  describe("when magnitudes are equal", () => {
    it("prefers lower positions", () => {
      expect(topIndices(Float64Array.of(1, -2, 2, 2, -2), 2)).to.deep.equal([1, 2]);
      expect(topIndices(Float64Array.of(0, -0, 0), 1)).to.deep.equal([0]);
      expect(topIndices(Float64Array.of(0, 3, 0, 0), 3)).to.deep.equal([0, 1, 2]);
    });
  });

  describe("when more are wanted than there are", () => {
    it("returns all", () => {
      expect(topIndices(Float64Array.of(0, 3), 5)).to.deep.equal([0, 1]);
    });
  });

  describe("given any numbers", () => {
    it("agrees with a stable sort by magnitude", () => {
      const numbers = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), { minLength: 1 });
      fc.assert(
        fc.property(numbers, fc.integer({ min: 1, max: 12 }), (values, count) => {
          const byMagnitude = [...values.keys()].sort((a, b) => {
            const [x, y] = [Math.abs(values[a] as number), Math.abs(values[b] as number)];
            return x === y ? a - b : y > x ? 1 : -1;
          });
          const expected = byMagnitude.slice(0, count).sort((a, b) => a - b);
          expect(topIndices(Float64Array.from(values), count)).to.deep.equal(expected);
        }),
        { seed: 1, numRuns: 500 },
      );
    });
  });
});
