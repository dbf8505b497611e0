import { expect } from "chai";
import { renyiLoss } from "../../../../src/learning/privacy/renyiLoss.ts";

describe("renyiLoss", () => {
  describe("when rows are sampled", () => {
    // The expected values of TensorFlow Privacy's own test of its accountant (rdp_accountant_test.py, at 1e-5).
    for (const [order, expected] of [
      [5, 0.00218075],
      [50, 0.023846],
      [100, 167.416307],
    ] as const) {
      it(`gives the published loss at order ${order}`, () => {
        const loss = renyiLoss({ samplingRate: 0.01, noiseMultiplier: 2.5, steps: 50 }, order);
        expect(loss).to.be.closeTo(expected, 1e-5);
      });
    }

    it("is ln(1 + q² (e^(1/σ²) − 1)) at order 2", () => {
      const loss = renyiLoss({ samplingRate: 0.3, noiseMultiplier: 0.8, steps: 1 }, 2);
      expect(loss).to.be.closeTo(Math.log1p(0.09 * Math.expm1(1 / 0.64)), 1e-14);
    });

    it("stays finite where the terms of its sum leave the doubles", () => {
      const loss = renyiLoss({ samplingRate: 0.5, noiseMultiplier: 0.3, steps: 1 }, 1024);
      // The last term alone, k = α: q^α exp(α (α − 1) / 2σ²).
      const last = (1024 * Math.log(0.5) + (1024 * 1023) / 0.18) / 1023;
      expect(loss).to.be.closeTo(last, 1e-6 * last);
    });
  });

  describe("when every row is in every batch", () => {
    it("is the loss of the Gaussian mechanism", () => {
      expect(renyiLoss({ samplingRate: 1, noiseMultiplier: 2, steps: 3 }, 7)).to.equal((3 * 7) / 8);
    });

    it("is the limit of sampling almost every row", () => {
      const almost = renyiLoss({ samplingRate: 1 - 1e-9, noiseMultiplier: 2, steps: 3 }, 7);
      expect(almost).to.be.closeTo((3 * 7) / 8, 1e-6);
    });
  });
});
