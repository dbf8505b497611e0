import { expect } from "chai";
import fc from "fast-check";
import { epsilonOf } from "../../../../src/learning/privacy/epsilonOf.ts";
import type { NoisySteps } from "../../../../src/learning/privacy/PrivacyPlan.ts";

const noisySteps = fc.record({
  samplingRate: fc.double({ min: 1e-4, max: 1, noNaN: true }),
  noiseMultiplier: fc.double({ min: 0.4, max: 20, noNaN: true }),
  steps: fc.integer({ min: 1, max: 5000 }),
});

describe("epsilonOf", () => {
  // Computed apart from this code, at the same orders, with the same conversion.
  for (const [samplingRate, noiseMultiplier, steps, expected] of [
    [256 / 60000, 1.1, 14062, 2.597],
    [1, 1, 1, 4.753],
    [1, 5, 100, 10.8],
    [0.1, 1, 100, 7.973],
    [0.01, 4, 1000, 0.3012],
  ] as const) {
    describe(`when q = ${samplingRate.toFixed(4)}, σ = ${noiseMultiplier}, ${steps} steps`, () => {
      it(`is ${expected} at δ = 1e-5`, () => {
        const epsilon = epsilonOf([{ samplingRate, noiseMultiplier, steps }], 1e-5);
        expect(Number(epsilon.toPrecision(4))).to.equal(expected);
      });
    });
  }

  describe("when nothing was trained", () => {
    it("is 0", () => {
      expect(epsilonOf([], 1e-5)).to.equal(0);
    });
  });

  describe("when trainings are composed", () => {
    it("counts the same steps, taken at once or in parts, the same", () => {
      const training = { samplingRate: 0.05, noiseMultiplier: 1.3, steps: 300 };
      const parts = [100, 150, 50].map((steps) => ({ ...training, steps }));
      expect(epsilonOf(parts, 1e-5)).to.be.closeTo(epsilonOf([training], 1e-5), 1e-12);
    });

    it("gives away at least as much as each alone and at most their sum", () => {
      const property = (a: NoisySteps, b: NoisySteps): void => {
        const [first, second] = [epsilonOf([a], 1e-6), epsilonOf([b], 1e-6)];
        const together = epsilonOf([a, b], 1e-6);
        expect(together).to.be.at.least(Math.max(first, second) * (1 - 1e-12));
        // The sum of two (ε, δ) is (ε1 + ε2, 2δ).
        expect(epsilonOf([a, b], 2e-6)).to.be.at.most((first + second) * (1 + 1e-12));
      };
      fc.assert(fc.property(noisySteps, noisySteps, property), { seed: 1, numRuns: 30 });
    });
  });

  describe("when noise grows, or rows and steps shrink", () => {
    it("falls", () => {
      const property = (training: NoisySteps): void => {
        const epsilon = epsilonOf([training], 1e-5);
        const { samplingRate, noiseMultiplier, steps } = training;
        const most = epsilon * (1 + 1e-12);
        expect(epsilonOf([{ ...training, noiseMultiplier: noiseMultiplier * 1.1 }], 1e-5)).to.be.at.most(most);
        expect(epsilonOf([{ ...training, samplingRate: samplingRate * 0.9 }], 1e-5)).to.be.at.most(most);
        expect(epsilonOf([{ ...training, steps: Math.ceil(steps / 2) }], 1e-5)).to.be.at.most(most);
        expect(epsilonOf([training], 1e-4)).to.be.below(most);
      };
      fc.assert(fc.property(noisySteps, property), { seed: 1, numRuns: 30 });
    });
  });

  describe("when a number is out of its range", () => {
    for (const [name, training, delta] of [
      ["sampling rate", { samplingRate: 0, noiseMultiplier: 1, steps: 1 }, 1e-5],
      ["sampling rate", { samplingRate: 1.1, noiseMultiplier: 1, steps: 1 }, 1e-5],
      ["noise", { samplingRate: 0.1, noiseMultiplier: 0, steps: 1 }, 1e-5],
      ["noise", { samplingRate: 0.1, noiseMultiplier: Number.NaN, steps: 1 }, 1e-5],
      ["steps", { samplingRate: 0.1, noiseMultiplier: 1, steps: 1.5 }, 1e-5],
      ["δ", { samplingRate: 0.1, noiseMultiplier: 1, steps: 1 }, 0],
      ["δ", { samplingRate: 0.1, noiseMultiplier: 1, steps: 1 }, 1],
    ] as const) {
      it(`throws PRIVACY_BAD_VALUE for a ${name} of that kind`, () => {
        expect(() => epsilonOf([training], delta))
          .to.throw()
          .with.property("code", "PRIVACY_BAD_VALUE");
      });
    }
  });
});
