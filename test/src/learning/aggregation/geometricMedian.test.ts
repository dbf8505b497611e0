import { expect } from "chai";
import { geometricMedian } from "../../../../src/learning/aggregation/geometricMedian.ts";
import { thrownBy } from "./rules.ts";

describe("geometricMedian", () => {
  describe("given the corners of a convex quadrilateral", () => {
    it("goes to the crossing of its diagonals", () => {
      // y = x / 3 and y = 3.5 − 1.5 x; the coordinate-wise median, (2, 0.5), is elsewhere.
      const corners = [Float64Array.of(0, 0), Float64Array.of(1, 2), Float64Array.of(6, 2), Float64Array.of(3, -1)];
      const median = geometricMedian({ steps: 200 })(corners);
      expect(median[0]).to.be.closeTo(21 / 11, 1e-9);
      expect(median[1]).to.be.closeTo(7 / 11, 1e-9);
    });
  });

  describe("when it takes one step from an update", () => {
    it("weighs the others by one over their distance, and that one by one over the smoothing", () => {
      const updates = [Float64Array.of(0, 0), Float64Array.of(4, 0), Float64Array.of(0, 3)];
      const [x, y] = geometricMedian({ steps: 1, smoothing: 1 })(updates);
      expect(x).to.be.closeTo(1 / (1 + 1 / 4 + 1 / 3), 1e-15);
      expect(y).to.be.closeTo(1 / (1 + 1 / 4 + 1 / 3), 1e-15);
    });
  });

  for (const [says, options] of Object.entries({
    "The number of steps is 0.": { steps: 0 },
    "The number of steps is 2.5.": { steps: 2.5 },
    "The smoothing is 0.": { smoothing: 0 },
    "The smoothing is NaN.": { smoothing: NaN },
  })) {
    it(`throws AGGREGATION_PARAMETER: ${says}`, () => {
      const error = thrownBy(() => geometricMedian(options));
      expect(error).to.have.property("code", "AGGREGATION_PARAMETER");
      expect(error).to.have.property("message").that.includes(says);
    });
  }
});
