import { expect } from "chai";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { tanh } from "../../../src/learning/tanh.ts";
import { PLACES } from "./precise/FixedPoint.ts";
import { preciseTanh, ulpsFrom } from "./precise/preciseFunctions.ts";

describe("tanh", () => {
  describe("when x is an ordinary number", () => {
    it("is within 2.25 units in the last place of the true value", () => {
      const random = createRandom(3);
      const draws = [
        () => 0.35 * random.uniform(),
        () => 0.35 + random.uniform(),
        () => 1 + 21 * random.uniform(),
        () => 2 ** -random.integer(80) * random.uniform(),
      ];
      for (let i = 0; i < 10_000; i++) {
        const x = (draws[i % draws.length] as () => number)();
        expect(ulpsFrom(tanh(x), preciseTanh(x)), `tanh(${x})`).to.be.below(2.25);
      }
    });

    it("is so at both ends of each formula's range", () => {
      const edges = [0.35, 19.1].flatMap((x) => [x * (1 - 2 ** -53), x, x * (1 + 2 ** -52)]);
      for (const x of edges) expect(ulpsFrom(tanh(x), preciseTanh(x)), `tanh(${x})`).to.be.below(2.25);
    });

    it("is compared with a reference that has the published digits of tanh 1", () => {
      const digits = (preciseTanh(1).value * 10n ** 50n) >> PLACES;
      expect(digits.toString()).to.equal("76159415595576488811945828260479359041276859725793");
    });

    it("is exactly odd and never beyond 1", () => {
      const random = createRandom(4);
      for (let i = 0; i < 10_000; i++) {
        const x = random.gaussian() * 5;
        expect(tanh(-x)).to.equal(-tanh(x));
        expect(Math.abs(tanh(x))).to.be.at.most(1);
      }
    });
  });

  describe("when x is zero, tiny, huge or not finite", () => {
    it("returns x, or what it tends to", () => {
      expect(Object.is(tanh(0), 0)).to.equal(true);
      expect(Object.is(tanh(-0), -0)).to.equal(true);
      expect(tanh(5e-324)).to.equal(5e-324);
      expect(tanh(1e-200)).to.equal(1e-200);
      expect(tanh(1e308)).to.equal(1);
      expect(tanh(Infinity)).to.equal(1);
      expect(tanh(-Infinity)).to.equal(-1);
      expect(tanh(NaN)).to.be.NaN;
    });
  });
});
