import { expect } from "chai";
import fc from "fast-check";
import { norm } from "../../../src/learning/norm.ts";
import { scale } from "../../../src/learning/scale.ts";
import { attributeGain } from "../../../src/scoring/attributeGain.ts";
import { exactShapley } from "../../../src/scoring/exactShapley.ts";
import { scoreUpdates } from "../../../src/scoring/scoreUpdates.ts";
import { termOf } from "../../../src/scoring/termOf.ts";
import { toPartsPerBillion } from "../../../src/scoring/toPartsPerBillion.ts";
import { roundWithFourHonestUpdates } from "./smallRound.ts";

const round = roundWithFourHonestUpdates();
const terms = scoreUpdates(round).explanations.map((explanation, i) =>
  termOf(round.updates[i]?.update, explanation, round.base.length),
);
const game = { network: round.network, base: round.base, validation: round.validation, quadratureTolerance: 0.02 };

describe("attributeGain", () => {
  describe("given the terms of an honest round", () => {
    it("is efficient within the tolerance, and says by how much it misses", () => {
      const { values, lossBefore, lossAfter, quadratureGap } = attributeGain({ ...game, terms });
      const gain = lossBefore - lossAfter;
      const total = values.reduce((sum, value) => sum + value, 0);
      expect(total - gain).to.be.closeTo(quadratureGap, 1e-15);
      expect(Math.abs(quadratureGap)).to.be.below(0.02 * gain);
    });

    it("agrees with exact Shapley values to a few percent", () => {
      const { values } = attributeGain({ ...game, terms });
      const exact = exactShapley({ ...game, terms });
      const error = norm(values.map((value, i) => value - (exact[i] as number)));
      expect(error).to.be.below(0.05 * norm(exact));
    });

    it("falls back to five gradients when two are not exact enough", () => {
      const two = attributeGain({ ...game, terms });
      const five = attributeGain({ ...game, terms, quadratureTolerance: 0 });
      expect([two.nodes, five.nodes]).to.deep.equal([2, 5]);
      expect(Math.abs(five.quadratureGap)).to.be.below(Math.abs(two.quadratureGap));
    });
  });

  describe("given a term split over k identities", () => {
    it("is worth the same in total", () => {
      const whole = attributeGain({ ...game, terms }).values[0] as number;
      fc.assert(
        fc.property(
          fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 20 }),
          (shares) => {
            const total = shares.reduce((sum, share) => sum + share, 0);
            const pieces = shares.map((share) => scale(terms[0] as Float64Array, share / total));
            const { values } = attributeGain({ ...game, terms: [...pieces, ...terms.slice(1)] });
            const worth = values.subarray(0, pieces.length).reduce((sum, value) => sum + value, 0);
            expect(worth).to.be.closeTo(whole, 1e-12);
          },
        ),
        { seed: 5, numRuns: 25 },
      );
    });
  });

  describe("given an empty term", () => {
    it("is worth exactly 0", () => {
      const { values } = attributeGain({ ...game, terms: [new Float64Array(round.base.length), ...terms] });
      expect(Math.abs(values[0] as number)).to.equal(0);
    });
  });
});

describe("exactShapley", () => {
  describe("given any subset of terms, in any order", () => {
    it("is efficient, symmetric and gives nothing to a null player", () => {
      const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 });
      fc.assert(
        fc.property(order, (indices) => {
          const chosen = [
            ...indices.map((i) => terms[i] as Float64Array),
            new Float64Array(round.base.length),
            terms[0] as Float64Array,
            terms[0] as Float64Array,
          ];
          const values = exactShapley({ ...game, terms: chosen });
          const { lossBefore, lossAfter } = attributeGain({ ...game, terms: chosen });
          expect(values.reduce((sum, value) => sum + value, 0)).to.be.closeTo(lossBefore - lossAfter, 1e-12);
          expect(values[indices.length]).to.be.closeTo(0, 1e-15);
          expect(values[values.length - 1]).to.be.closeTo(values[values.length - 2] as number, 1e-12);
        }),
        { seed: 6, numRuns: 20 },
      );
    });
  });

  describe("when there are more than 12 contributors", () => {
    it("throws SCORING_TOO_MANY_CONTRIBUTORS", () => {
      const many = Array.from({ length: 13 }, () => terms[0] as Float64Array);
      expect(() => exactShapley({ ...game, terms: many }))
        .to.throw(/\n./)
        .with.property("code", "SCORING_TOO_MANY_CONTRIBUTORS");
    });
  });
});

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
