import { expect } from "chai";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { exp } from "../../../src/learning/exp.ts";
import { PLACES, shift } from "./precise/FixedPoint.ts";
import { preciseExp, ulpsFrom } from "./precise/preciseFunctions.ts";

describe("exp", () => {
  describe("when x is an ordinary number", () => {
    it("is within 1.25 units in the last place of the true value", () => {
      const random = createRandom(1);
      const ranges = [1e-9, 1, 30, 700, 708];
      for (let i = 0; i < 10_000; i++) {
        const x = (random.uniform() * 2 - 1) * (ranges[i % ranges.length] as number);
        expect(ulpsFrom(exp(x), preciseExp(x)), `exp(${x})`).to.be.below(1.25);
      }
    });

    it("is compared with a reference that has the published digits of e", () => {
      const { value, exponent } = preciseExp(1);
      const digits = (shift(value, exponent) * 10n ** 50n) >> PLACES;
      expect(digits.toString()).to.equal("271828182845904523536028747135266249775724709369995");
    });

    it("is exactly 1 at 0", () => {
      expect(exp(0)).to.equal(1);
      expect(exp(-0)).to.equal(1);
    });
  });

  describe("when the result leaves the doubles", () => {
    it("returns infinity, zero or a subnormal number", () => {
      expect(ulpsFrom(exp(709.7), preciseExp(709.7))).to.be.below(1.25);
      expect(exp(710)).to.equal(Infinity);
      expect(exp(-746)).to.equal(0);
      for (let x = -745.1; x < -708; x += 0.37) {
        expect(ulpsFrom(exp(x), preciseExp(x)), `exp(${x})`).to.be.below(1.25);
      }
    });
  });

  describe("when x is not finite", () => {
    it("has the limits of the exponential", () => {
      expect(exp(Infinity)).to.equal(Infinity);
      expect(exp(-Infinity)).to.equal(0);
      expect(exp(NaN)).to.be.NaN;
    });
  });
});
