import { expect } from "chai";
import fc from "fast-check";
import { compressUpdate } from "../../../../src/learning/compression/compressUpdate.ts";
import { createRandom } from "../../../../src/learning/createRandom.ts";
import { LearningError } from "../../../../src/learning/LearningError.ts";
import { readUpdate } from "../../../../src/learning/readUpdate.ts";
import { sparse, transmissions } from "./transmissions.ts";

describe("compressUpdate", () => {
  it("adds the update to the decayed residual, sends the greatest and keeps the rest", () => {
    // e = 0.5 · (4, 4) + (1, −8) = (3, −6); sent (0, −6); left (3, 0).
    const { sent, residual, bytes } = compressUpdate({
      update: Float64Array.of(1, -8),
      residual: Float64Array.of(4, 4),
      decay: 0.5,
      transmission: sparse(1, 32, 2),
    });
    expect(sent).to.deep.equal(Float64Array.of(0, -6));
    expect(residual).to.deep.equal(Float64Array.of(3, 0));
    expect(readUpdate(bytes, 2, sparse(1, 32, 2))).to.deep.equal(sent);
  });

  it("sends a dense float64 update whole and a float32 one rounded", () => {
    const update = Float64Array.of(0.1);
    const residual = new Float64Array(1);
    expect(compressUpdate({ update, residual, transmission: { kind: "dense", bits: 64 } }).residual[0]).to.equal(0);
    const { sent, residual: left } = compressUpdate({ update, residual, transmission: { kind: "dense", bits: 32 } });
    expect(sent[0]).to.equal(Math.fround(0.1));
    expect(left[0]).to.equal(0.1 - Math.fround(0.1));
  });

  describe("given any updates, one after the other", () => {
    it("files what it says it sent, and loses nothing that it does not decay", () => {
      fc.assert(
        fc.property(transmissions, fc.nat(), fc.integer({ min: 1, max: 200 }), (transmission, seed, length) => {
          const random = createRandom(seed);
          let residual: Float64Array = new Float64Array(length);
          const open = new Float64Array(length);
          for (let round = 0; round < 4; round++) {
            const update = new Float64Array(length).map(() => random.gaussian());
            const compressed = compressUpdate({ update, residual, transmission, decay: 1 });
            expect(readUpdate(compressed.bytes, length, transmission)).to.deep.equal(compressed.sent);
            residual = compressed.residual;
            for (const i of open.keys()) open[i] = open[i]! + update[i]! - compressed.sent[i]!;
          }
          const farthest = residual.reduce((most, left, i) => Math.max(most, Math.abs(left - open[i]!)), 0);
          expect(farthest).to.be.below(1e-12);
        }),
        { seed: 5, numRuns: 100 },
      );
    });
  });

  describe("given the same small number every round", () => {
    const send = (decay: number): number => {
      let residual: Float64Array = new Float64Array(4);
      let total = 0;
      for (let round = 0; round < 30; round++) {
        const update = Float64Array.of(1, 0.2, 0, 0);
        const compressed = compressUpdate({ update, residual, decay, transmission: sparse(1, 32, 4) });
        residual = compressed.residual;
        total += compressed.sent[1]!;
      }
      return total;
    };

    it("sends it in time with error feedback, and never without", () => {
      expect(send(1)).to.be.greaterThan(0.2 * 30 * 0.8);
      expect(send(0)).to.equal(0);
    });
  });

  describe("when lengths differ or a number is not finite", () => {
    it("throws LearningError", () => {
      const transmission = sparse(1, 2, 4);
      expect(() => compressUpdate({ update: new Float64Array(2), residual: new Float64Array(3), transmission }))
        .to.throw(LearningError, "2 numbers, the residual 3")
        .with.property("code", "LEARNING_SHAPE");
      expect(() => compressUpdate({ update: Float64Array.of(NaN), residual: new Float64Array(1), transmission }))
        .to.throw(LearningError, "Number 0")
        .with.property("code", "LEARNING_BAD_FILE");
    });
  });
});
