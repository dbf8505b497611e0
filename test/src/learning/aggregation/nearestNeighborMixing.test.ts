import { expect } from "chai";
import type { AggregationRule } from "../../../../src/learning/aggregation/AggregationRule.ts";
import { nearestNeighborMixing } from "../../../../src/learning/aggregation/nearestNeighborMixing.ts";
import { trimmedMean } from "../../../../src/learning/aggregation/trimmedMean.ts";
import { line, thrownBy } from "./rules.ts";

/** Shows the updates that it gets, sorted, as one vector. */
const show: AggregationRule = (updates) => Float64Array.from(updates, ([value]) => value as number).sort();

describe("nearestNeighborMixing", () => {
  describe("given four updates, one of them byzantine", () => {
    it("replaces each by the mean of its three nearest, itself among them", () => {
      const mixed = nearestNeighborMixing(1, show)(line(100, 3, 0, 1));
      for (const [i, expected] of [4 / 3, 4 / 3, 4 / 3, 104 / 3].entries()) {
        expect(mixed[i]).to.be.closeTo(expected, 1e-14);
      }
    });

    it("hands them to the rule", () => {
      const [mixed] = nearestNeighborMixing(1, trimmedMean(1))(line(100, 3, 0, 1));
      expect(mixed).to.be.closeTo(4 / 3, 1e-14);
    });
  });

  describe("when two neighbors are equally near", () => {
    it("takes the one that sorts first", () => {
      expect([...nearestNeighborMixing(1, show)(line(2, 0, 1))]).to.deep.equal([0.5, 0.5, 1.5]);
    });
  });

  describe("given no more than 2f updates", () => {
    it("throws AGGREGATION_TOO_FEW", () => {
      expect(thrownBy(() => nearestNeighborMixing(2, show)(line(1, 2, 3, 4)))).to.have.property(
        "code",
        "AGGREGATION_TOO_FEW",
      );
    });
  });

  describe("when f is negative", () => {
    it("throws AGGREGATION_PARAMETER", () => {
      expect(thrownBy(() => nearestNeighborMixing(-2, show))).to.have.property("code", "AGGREGATION_PARAMETER");
    });
  });
});
