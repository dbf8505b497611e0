import { expect } from "chai";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { exp } from "../../../src/learning/exp.ts";
import { log } from "../../../src/learning/log.ts";
import { PLACES } from "./precise/FixedPoint.ts";
import { preciseLog, ulpsFrom } from "./precise/preciseFunctions.ts";

describe("log", () => {
  describe("when x is positive", () => {
    it("is within 2.1 units in the last place of the true value", () => {
      const random = createRandom(2);
      const draws = [
        () => 0.5 + 1.5 * random.uniform(),
        () => 1 + (random.uniform() * 2 - 1) * 2 ** -random.integer(52),
        () => exp((random.uniform() * 2 - 1) * 700),
        () => 1 + random.integer(1000),
        () => random.uniform() * 2 ** -1022,
      ];
      for (let i = 0; i < 10_000; i++) {
        const x = (draws[i % draws.length] as () => number)();
        expect(ulpsFrom(log(x), preciseLog(x)), `log(${x})`).to.be.below(2.1);
      }
    });

    it("is compared with a reference that has the published digits of ln 10", () => {
      const digits = (preciseLog(10).value * 10n ** 50n) >> PLACES;
      expect(digits.toString()).to.equal("230258509299404568401799145468436420760110148862877");
    });

    it("is exactly 0 at 1 and reaches the ends of the doubles", () => {
      expect(log(1)).to.equal(0);
      for (const x of [5e-324, Number.MAX_VALUE, 1 - 2 ** -53, 1 + 2 ** -52, Math.SQRT2, Math.SQRT1_2]) {
        expect(ulpsFrom(log(x), preciseLog(x)), `log(${x})`).to.be.below(2.1);
      }
    });

    it("undoes exp", () => {
      for (let x = -20; x <= 20; x += 0.37) expect(log(exp(x))).to.be.closeTo(x, 1e-14);
    });
  });

  describe("when x is zero, negative or not finite", () => {
    it("has the limits of the logarithm", () => {
      expect(log(0)).to.equal(-Infinity);
      expect(log(-1)).to.be.NaN;
      expect(log(NaN)).to.be.NaN;
      expect(log(Infinity)).to.equal(Infinity);
    });
  });
});
