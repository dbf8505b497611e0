import { expect } from "chai";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { exp } from "../../../src/learning/exp.ts";

describe("exp", () => {
  describe("when x is an ordinary number", () => {
    it("differs from Math.exp by less than 5e-16 of it", () => {
      const random = createRandom(1);
      for (let i = 0; i < 50_000; i++) {
        const x = (random.uniform() * 2 - 1) * (i % 2 === 0 ? 30 : 700);
        expect(Math.abs(exp(x) / Math.exp(x) - 1), `exp(${x})`).to.be.below(5e-16);
      }
    });

    it("is exactly 1 at 0", () => {
      expect(exp(0)).to.equal(1);
      expect(exp(-0)).to.equal(1);
    });
  });

  describe("when the result leaves the doubles", () => {
    it("returns infinity, zero or a subnormal number", () => {
      expect(exp(709.7)).to.be.closeTo(Math.exp(709.7), 1e293);
      expect(exp(710)).to.equal(Infinity);
      expect(exp(-746)).to.equal(0);
      expect(exp(-740)).to.be.within(Math.exp(-740) - 5e-324, Math.exp(-740) + 5e-324);
    });
  });

  describe("when x is not finite", () => {
    it("follows Math.exp", () => {
      expect(exp(Infinity)).to.equal(Infinity);
      expect(exp(-Infinity)).to.equal(0);
      expect(exp(NaN)).to.be.NaN;
    });
  });
});
