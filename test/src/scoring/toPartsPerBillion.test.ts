import { expect } from "chai";
import fc from "fast-check";
import { toPartsPerBillion } from "../../../src/scoring/toPartsPerBillion.ts";

describe("toPartsPerBillion", () => {
  describe("given any values", () => {
    it("never hands out more than the pot, and nothing for a loss", () => {
      const values = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { maxLength: 50 });
      fc.assert(
        fc.property(values, fc.double({ min: 1e-12, max: 10, noNaN: true }), (phi, fullPayGain) => {
          const scores = toPartsPerBillion(Float64Array.from(phi), fullPayGain);
          const positive = phi.reduce((sum, value) => sum + Math.max(0, value), 0);
          const total = scores.reduce((sum, score) => sum + score, 0);
          expect(total).to.be.at.most(1e9);
          expect(total).to.be.closeTo((1e9 * positive) / Math.max(positive, fullPayGain), phi.length + 1);
          for (const [i, value] of phi.entries()) if (value <= 0) expect(scores[i]).to.equal(0);
        }),
        { seed: 7 },
      );
    });
  });
});
