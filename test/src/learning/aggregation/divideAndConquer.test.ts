import { expect } from "chai";
import { divideAndConquer } from "../../../../src/learning/aggregation/divideAndConquer.ts";
import { principalScores } from "../../../../src/learning/aggregation/principalScores.ts";
import { createRandom } from "../../../../src/learning/createRandom.ts";
import { line, thrownBy } from "./rules.ts";

const updates = [Float64Array.of(0, 1), Float64Array.of(10, 0), Float64Array.of(0, -1), Float64Array.of(0.5, 0)];

describe("principalScores", () => {
  describe("given points along an axis longer than the other", () => {
    it("is their squared place on it, in units of the largest number", () => {
      const points = [Float64Array.of(3, 0), Float64Array.of(-3, 0), Float64Array.of(0, 1), Float64Array.of(0, -1)];
      const scores = principalScores(points, createRandom(1));
      for (const [i, expected] of [1, 1, 0, 0].entries()) expect(scores[i]).to.be.closeTo(expected, 1e-12);
    });
  });

  describe("given points off the origin", () => {
    it("measures from their mean", () => {
      const points = [Float64Array.of(12, 21), Float64Array.of(8, 19), Float64Array.of(10, 20)];
      const scores = principalScores(points, createRandom(2));
      for (const [i, expected] of [5, 5, 0].entries()) expect(scores[i]).to.be.closeTo(expected / 21 ** 2, 1e-12);
    });
  });

  describe("given equal points or zeros", () => {
    it("is zero", () => {
      expect([...principalScores(line(0, 0, 0), createRandom(3))]).to.deep.equal([0, 0, 0]);
      expect([...principalScores(line(4, 4), createRandom(3))]).to.deep.equal([0, 0]);
    });
  });
});

describe("divideAndConquer", () => {
  describe("when one update stands out", () => {
    it("is the mean of the others", () => {
      const [x, y] = divideAndConquer({ byzantineCount: 1, seed: 1 })(updates);
      expect(x).to.be.closeTo(0.5 / 3, 1e-15);
      expect(y).to.be.closeTo(0, 1e-15);
    });
  });

  describe("when the filter factor is 2", () => {
    it("removes twice as many", () => {
      const [mean] = divideAndConquer({ byzantineCount: 1, seed: 1, filterFactor: 2 })(line(0, 1, 2, -90, 100));
      expect(mean).to.be.closeTo(1, 1e-14);
    });
  });

  describe("when it looks at one coordinate", () => {
    it("does not see what stands out in another, and the seed says which it is", () => {
      const seen = new Set<number>();
      for (let seed = 0; seed < 20; seed++) {
        const [x] = divideAndConquer({ byzantineCount: 1, seed, sampleSize: 1 })(updates);
        seen.add(Math.round((x as number) * 1e9) / 1e9);
      }
      // Without (10, 0) by the first coordinate; without (0, −1) by the second, where it ties with (0, 1).
      expect([...seen].sort()).to.deep.equal([0.166666667, 3.5]);
    });
  });

  describe("when it looks several times", () => {
    it("keeps only what survives every time", () => {
      const rule = divideAndConquer({ byzantineCount: 1, seed: 3, sampleSize: 1, iterations: 4 });
      const many = [...updates, Float64Array.of(0.5, 0.5), Float64Array.of(0, 40)];
      const [x, y] = rule(many);
      expect(x).to.be.closeTo(1 / 4, 1e-15);
      expect(y).to.be.closeTo(0.5 / 4, 1e-15);
    });
  });

  describe("given too few updates", () => {
    it("throws AGGREGATION_TOO_FEW", () => {
      const half = divideAndConquer({ byzantineCount: 2, seed: 1 });
      expect(thrownBy(() => half(line(1, 2, 3, 4)))).to.have.property("code", "AGGREGATION_TOO_FEW");
      const often = divideAndConquer({ byzantineCount: 1, seed: 1, iterations: 4 });
      expect(thrownBy(() => often(line(1, 2, 3, 4)))).to.have.property("code", "AGGREGATION_TOO_FEW");
    });
  });

  const common = { byzantineCount: 1, seed: 1 };
  for (const [says, options] of Object.entries({
    "The number of byzantine updates is 1.5.": { ...common, byzantineCount: 1.5 },
    "The seed is -1.": { ...common, seed: -1 },
    "The seed is 4294967296.": { ...common, seed: 4294967296 },
    "The sample size is 0.": { ...common, sampleSize: 0 },
    "The filter factor is -1.": { ...common, filterFactor: -1 },
    "The number of iterations is 1.5.": { ...common, iterations: 1.5 },
  })) {
    it(`throws AGGREGATION_PARAMETER: ${says}`, () => {
      const error = thrownBy(() => divideAndConquer(options));
      expect(error).to.have.property("code", "AGGREGATION_PARAMETER");
      expect(error).to.have.property("message").that.includes(says);
    });
  }
});
