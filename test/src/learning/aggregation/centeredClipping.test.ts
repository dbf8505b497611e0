import { expect } from "chai";
import { centeredClipping } from "../../../../src/learning/aggregation/centeredClipping.ts";
import { line, thrownBy } from "./rules.ts";

const center = Float64Array.of(0);

describe("centeredClipping", () => {
  describe("when an update is farther than the radius", () => {
    it("pulls by the radius only, at every step from where the last one ended", () => {
      const updates = line(10, 0.5, -0.5);
      // 1/3 of 1 + 1/2 − 1/2; then of 1 + 1/6 − 5/6; then of 1 + 1/18 − 17/18.
      for (const [steps, expected] of [1 / 3, 4 / 9, 13 / 27].entries()) {
        const [moved] = centeredClipping({ center, radius: 1, steps: steps + 1 })(updates);
        expect(moved).to.be.closeTo(expected, 1e-15);
      }
    });
  });

  describe("when every update is within the radius", () => {
    it("is the mean, from any center", () => {
      const [moved] = centeredClipping({ center: Float64Array.of(5), radius: 100, steps: 1 })(line(1, 2, 6));
      expect(moved).to.be.closeTo(3, 1e-15);
    });
  });

  it("leaves the center that it was given as it was", () => {
    const given = Float64Array.of(2);
    centeredClipping({ center: given, radius: 1 })(line(10, 11));
    expect([...given]).to.deep.equal([2]);
  });

  describe("when the center has another length", () => {
    it("throws AGGREGATION_SHAPE", () => {
      const error = thrownBy(() => centeredClipping({ center: new Float64Array(3), radius: 1 })(line(1, 2)));
      expect(error).to.have.property("code", "AGGREGATION_SHAPE");
      expect(error).to.have.property("message").that.includes("The center has 3 numbers, but an update has 1.");
    });
  });

  for (const options of [
    { center, radius: 0 },
    { center, radius: Infinity },
    { center, radius: 1, steps: -1 },
  ]) {
    it(`throws AGGREGATION_PARAMETER: radius ${options.radius}, steps ${options.steps ?? 3}`, () => {
      expect(thrownBy(() => centeredClipping(options))).to.have.property("code", "AGGREGATION_PARAMETER");
    });
  }
});
