import { expect } from "chai";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { exp } from "../../../src/learning/exp.ts";
import { log } from "../../../src/learning/log.ts";

describe("log", () => {
  describe("when x is positive", () => {
    it("differs from Math.log by less than 5e-16 of it", () => {
      const random = createRandom(2);
      for (let i = 0; i < 50_000; i++) {
        const x = i % 2 === 0 ? 0.5 + random.uniform() : Math.exp((random.uniform() * 2 - 1) * 700);
        const expected = Math.log(x);
        expect(Math.abs(log(x) - expected), `log(${x})`).to.be.at.most(5e-16 * Math.abs(expected));
      }
    });

    it("is exactly 0 at 1 and reaches subnormal numbers", () => {
      expect(log(1)).to.equal(0);
      expect(log(5e-324)).to.be.closeTo(Math.log(5e-324), 1e-12);
    });

    it("undoes exp", () => {
      for (let x = -20; x <= 20; x += 0.37) expect(log(exp(x))).to.be.closeTo(x, 1e-14);
    });
  });

  describe("when x is zero, negative or not finite", () => {
    it("follows Math.log", () => {
      expect(log(0)).to.equal(-Infinity);
      expect(log(-1)).to.be.NaN;
      expect(log(NaN)).to.be.NaN;
      expect(log(Infinity)).to.equal(Infinity);
    });
  });
});
