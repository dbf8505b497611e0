import { expect } from "chai";
import { coordinateMedian } from "../../../../src/learning/aggregation/coordinateMedian.ts";
import { trimmedMean } from "../../../../src/learning/aggregation/trimmedMean.ts";
import { line, thrownBy } from "./rules.ts";

const updates = [
  Float64Array.of(3, 0),
  Float64Array.of(100, 2),
  Float64Array.of(1, -50),
  Float64Array.of(10, 3),
  Float64Array.of(2, 1),
];

describe("trimmedMean", () => {
  describe("when one value is dropped at each end", () => {
    it("is the mean of the other three, coordinate by coordinate", () => {
      expect([...trimmedMean(1)(updates)]).to.deep.equal([(2 + 3 + 10) / 3, (0 + 1 + 2) / 3]);
    });
  });

  describe("when none is dropped", () => {
    it("is the mean", () => {
      expect([...trimmedMean(0)(updates)]).to.deep.equal([116 / 5, -44 / 5]);
    });
  });

  describe("given no more than 2f updates", () => {
    it("throws AGGREGATION_TOO_FEW", () => {
      const error = thrownBy(() => trimmedMean(3)(line(1, 2, 3, 4, 5, 6)));
      expect(error).to.have.property("code", "AGGREGATION_TOO_FEW");
      expect(error).to.have.property("message").that.includes("The rule needs at least 7 updates, but there are 6.");
    });
  });

  for (const byzantineCount of [-1, 0.5, NaN, Infinity]) {
    describe(`when f is ${byzantineCount}`, () => {
      it("throws AGGREGATION_PARAMETER", () => {
        const error = thrownBy(() => trimmedMean(byzantineCount));
        expect(error).to.have.property("code", "AGGREGATION_PARAMETER");
        expect(error).to.have.property("message").that.includes(`is ${byzantineCount}.`);
      });
    });
  }
});

describe("coordinateMedian", () => {
  describe("given an odd number of updates", () => {
    it("is the middle value of each coordinate", () => {
      expect([...coordinateMedian(updates)]).to.deep.equal([3, 1]);
    });
  });

  describe("given an even number of updates", () => {
    it("is the mean of the two middle values", () => {
      expect([...coordinateMedian(updates.slice(0, 4))]).to.deep.equal([6.5, 1]);
      expect([...coordinateMedian(line(1, 4))]).to.deep.equal([2.5]);
    });
  });

  describe("given one update", () => {
    it("is that update", () => {
      expect([...coordinateMedian(line(-7))]).to.deep.equal([-7]);
    });
  });
});
