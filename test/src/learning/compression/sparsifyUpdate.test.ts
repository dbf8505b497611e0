import { expect } from "chai";
import fc from "fast-check";
import { LEAST_SCALE } from "../../../../src/learning/compression/LEAST_SCALE.ts";
import { sparsifyUpdate } from "../../../../src/learning/compression/sparsifyUpdate.ts";
import { LearningError } from "../../../../src/learning/LearningError.ts";
import { sparse, transmissions, updates } from "./transmissions.ts";

describe("sparsifyUpdate", () => {
  describe("given 32 bits", () => {
    it("keeps the greatest of each chunk as float32, and of a shorter last chunk as many as it has", () => {
      const update = Float64Array.of(0.1, -3, 2, 1, /* chunk */ 0, 0, 0, 0.5, /* chunk */ 7);
      expect(sparsifyUpdate(update, sparse(2, 32, 4))).to.deep.equal(Float64Array.of(0, -3, 2, 0, 0, 0, 0, 0.5, 7));
    });
  });

  describe("given 8 bits", () => {
    it("rounds to 127ths of the greatest", () => {
      // Scale 2: 1.5 is 0.75 scales and becomes 1, −0.9 is −0.45 and becomes 0.
      const update = Float64Array.of(254, -100, 1.5, -0.9);
      expect(sparsifyUpdate(update, sparse(4, 8, 4))).to.deep.equal(Float64Array.of(254, -100, 2, 0));
    });
  });

  describe("given 2 bits", () => {
    it("puts values on ±1 and ±3 least-squares scales, split at the mean magnitude", () => {
      // Mean magnitude 4.5: levels 1, 3, 1, 3; scale (2 + 3·8 + 2 + 3·6) / (1 + 9 + 1 + 9) = 46 / 20.
      const scale = Math.fround(46 / 20);
      const update = Float64Array.of(2, -8, -2, 6);
      expect(sparsifyUpdate(update, sparse(4, 2, 4))).to.deep.equal(
        Float64Array.of(scale, -3 * scale, -scale, 3 * scale),
      );
    });

    it("puts equal magnitudes on the upper level, even when their mean is rounded up", () => {
      // (0.1 + 0.1 + 0.1) / 3 is 0.10000000000000002.
      const third = Math.fround(0.1 / 3);
      expect(sparsifyUpdate(Float64Array.of(0.1, -0.1, 0.1), sparse(3, 2, 3))).to.deep.equal(
        Float64Array.of(3 * third, -3 * third, 3 * third),
      );
    });

    it("keeps equal magnitudes as they are", () => {
      const update = Float64Array.of(0.1, -0.1, 0.1).map((value) => Math.fround(value / 3) * 3);
      expect(sparsifyUpdate(update, sparse(3, 2, 3))).to.deep.equal(update);
    });
  });

  describe("given more chunks than share a scale", () => {
    it("scales each group of 16 chunks by itself", () => {
      const update = new Float64Array(34).fill(3, 0, 32).fill(300, 32);
      expect(sparsifyUpdate(update, sparse(2, 2, 2))).to.deep.equal(update);
    });
  });

  describe("when the scale would be below the least normal float32", () => {
    it("sends zeros", () => {
      const tiny = Float64Array.of(3 * LEAST_SCALE, 2.9 * LEAST_SCALE);
      expect(sparsifyUpdate(tiny, sparse(1, 2, 2))).to.deep.equal(Float64Array.of(3 * LEAST_SCALE, 0));
      expect(sparsifyUpdate(tiny.subarray(1), sparse(1, 2, 2))).to.deep.equal(Float64Array.of(0));
      expect(LEAST_SCALE).to.equal(2 ** -126);
    });
  });

  describe("when a number is beyond float32", () => {
    it("throws LEARNING_BAD_FILE", () => {
      for (const bits of [2, 8, 32] as const) {
        expect(() => sparsifyUpdate(Float64Array.of(1e300, 0), sparse(1, bits, 2)))
          .to.throw(LearningError, /1e\+300.*\n./)
          .with.property("code", "LEARNING_BAD_FILE");
      }
    });
  });

  describe("given any update", () => {
    it("changes nothing when done twice", () => {
      fc.assert(
        fc.property(updates, transmissions, (update, transmission) => {
          const once = sparsifyUpdate(update, transmission);
          expect(sparsifyUpdate(once, transmission)).to.deep.equal(once);
        }),
        { seed: 1, numRuns: 300 },
      );
    });

    it("is no farther from it than nothing at all", () => {
      fc.assert(
        fc.property(updates, transmissions, (update, transmission) => {
          const scaled = update.map((value) => (Math.abs(value) > 1 ? 1 : value));
          const sent = sparsifyUpdate(scaled, transmission);
          const squares = (a: Float64Array) => a.reduce((sum, value) => sum + value * value, 0);
          const missed = squares(scaled.map((value, i) => value - (sent[i] as number)));
          expect(missed).to.be.at.most(squares(scaled) * (1 + 1e-6));
        }),
        { seed: 2, numRuns: 300 },
      );
    });
  });
});
