import { expect } from "chai";
import fc from "fast-check";
import { epsilonOf } from "../../../../src/learning/privacy/epsilonOf.ts";
import { noiseFor } from "../../../../src/learning/privacy/noiseFor.ts";
import { planPrivacy } from "../../../../src/learning/privacy/planPrivacy.ts";

describe("noiseFor", () => {
  describe("when the ε can be reached", () => {
    it("inverts epsilonOf", () => {
      // ε = 4.753 belongs to σ = 1 for one step over all rows (see epsilonOf).
      const epsilon = epsilonOf([{ samplingRate: 1, noiseMultiplier: 1, steps: 1 }], 1e-5);
      expect(noiseFor({ epsilon, delta: 1e-5, samplingRate: 1, steps: 1 })).to.be.closeTo(1, 1e-9);
    });

    it("keeps ε, and hardly less noise does not", () => {
      const property = (epsilon: number, samplingRate: number, steps: number): void => {
        const noiseMultiplier = noiseFor({ epsilon, delta: 1e-5, samplingRate, steps });
        expect(epsilonOf([{ samplingRate, noiseMultiplier, steps }], 1e-5)).to.be.at.most(epsilon);
        const less = { samplingRate, noiseMultiplier: noiseMultiplier * (1 - 1e-6), steps };
        expect(epsilonOf([less], 1e-5)).to.be.above(epsilon);
      };
      const epsilons = fc.double({ min: 0.2, max: 10, noNaN: true });
      const rates = fc.double({ min: 0.001, max: 1, noNaN: true });
      const runs = { seed: 1, numRuns: 15 };
      fc.assert(fc.property(epsilons, rates, fc.integer({ min: 1, max: 2000 }), property), runs);
    });
  });

  describe("given earlier trainings on the same rows", () => {
    it("leaves them what they gave away", () => {
      const first = planPrivacy({ epsilon: 1, delta: 1e-5, samplingRate: 0.1, steps: 100, clipNorm: 1 });
      const second = planPrivacy({ ...first, epsilon: 2, earlier: [first] });
      expect(second.epsilon).to.be.within(2 - 1e-6, 2);
      expect(second.noiseMultiplier).to.be.below(first.noiseMultiplier);
    });

    it("throws PRIVACY_UNREACHABLE when they gave away more than is allowed", () => {
      const earlier = [{ samplingRate: 0.1, noiseMultiplier: 1, steps: 100 }];
      expect(() => noiseFor({ epsilon: 3, delta: 1e-5, samplingRate: 0.1, steps: 1, earlier }))
        .to.throw(/1 earlier/)
        .with.property("code", "PRIVACY_UNREACHABLE");
    });
  });

  describe("when ε is below what the orders can show", () => {
    it("throws PRIVACY_UNREACHABLE", () => {
      expect(() => noiseFor({ epsilon: 0.003, delta: 1e-5, samplingRate: 0.1, steps: 1 }))
        .to.throw()
        .with.property("code", "PRIVACY_UNREACHABLE");
    });
  });

  describe("when ε is no bound", () => {
    for (const epsilon of [0, -1, Infinity, Number.NaN]) {
      it(`throws PRIVACY_BAD_VALUE for ${epsilon}`, () => {
        expect(() => noiseFor({ epsilon, delta: 1e-5, samplingRate: 0.1, steps: 1 }))
          .to.throw()
          .with.property("code", "PRIVACY_BAD_VALUE");
      });
    }
  });
});

describe("planPrivacy", () => {
  describe("when ε has to last for several rounds", () => {
    it("gives every round the same noise and ends at ε", () => {
      const round = { epsilon: 3, delta: 1e-5, samplingRate: 0.1, steps: 40, clipNorm: 1 };
      const first = planPrivacy({ ...round, rounds: 3 });
      const second = planPrivacy({ ...round, rounds: 2, earlier: [first] });
      const third = planPrivacy({ ...round, earlier: [first, second] });
      expect(first.epsilon).to.be.below(second.epsilon);
      expect(third.epsilon).to.be.within(3 - 1e-6, 3);
      expect(third.noiseMultiplier / first.noiseMultiplier).to.be.closeTo(1, 1e-6);
      expect(first.noiseMultiplier).to.equal(noiseFor({ ...round, steps: 120 }));
    });
  });

  describe("when the clip norm is no length", () => {
    it("throws PRIVACY_BAD_VALUE", () => {
      expect(() => planPrivacy({ epsilon: 1, delta: 1e-5, samplingRate: 0.1, steps: 1, clipNorm: 0 }))
        .to.throw()
        .with.property("code", "PRIVACY_BAD_VALUE");
    });
  });
});
