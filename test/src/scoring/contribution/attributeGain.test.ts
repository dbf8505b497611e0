import { createHash } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import type { Examples } from "../../../../src/learning/Examples.ts";
import { norm } from "../../../../src/learning/norm.ts";
import { scale } from "../../../../src/learning/scale.ts";
import { attributeGain } from "../../../../src/scoring/contribution/attributeGain.ts";
import { createAdditiveGame } from "../../../../src/scoring/contribution/createAdditiveGame.ts";
import { exactShapley } from "../../../../src/scoring/contribution/exactShapley.ts";
import { clouds } from "../smallRound.ts";
import { honestTerms, setting, sum } from "./games.ts";

const options = { ...setting, quadratureTolerance: 0.02 };
const terms = honestTerms;
const empty = new Float64Array(setting.base.length);

function digestOf(values: Float64Array): string {
  return createHash("sha256").update(Buffer.from(values.buffer)).digest("hex");
}

describe("attributeGain", () => {
  describe("given the terms of an honest round", () => {
    it("is efficient within the tolerance, and says by how much it misses", () => {
      const { values, lossBefore, lossAfter, quadratureGap } = attributeGain({ ...options, terms });
      const gain = lossBefore - lossAfter;
      expect(sum(values) - gain).to.be.closeTo(quadratureGap, 1e-15);
      expect(Math.abs(quadratureGap)).to.be.below(0.02 * gain);
    });

    it("agrees with exact Shapley values to a few percent", () => {
      const { values } = attributeGain({ ...options, terms });
      const exact = exactShapley(createAdditiveGame({ ...setting, terms })).values;
      const error = norm(values.map((value, i) => value - (exact[i] as number)));
      expect(error).to.be.below(0.05 * norm(exact));
    });

    it("falls back to five gradients when two are not exact enough, and counts all seven", () => {
      const two = attributeGain({ ...options, terms });
      const five = attributeGain({ ...options, terms, quadratureTolerance: 0 });
      expect([two.nodes, five.nodes]).to.deep.equal([2, 5]);
      expect([two.gradients, five.gradients]).to.deep.equal([2, 7]);
      expect(two.evaluations).to.equal(2);
      expect(Math.abs(five.quadratureGap)).to.be.below(Math.abs(two.quadratureGap));
    });
  });

  describe("when the contributors are in another order", () => {
    it("gives each the same value, to rounding", () => {
      const { values } = attributeGain({ ...options, terms });
      fc.assert(
        fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (order) => {
          const shuffled = attributeGain({ ...options, terms: order.map((i) => terms[i] as Float64Array) }).values;
          for (const [k, i] of order.entries()) expect(shuffled[k]).to.be.closeTo(values[i] as number, 1e-14);
        }),
        { seed: 1, numRuns: 15 },
      );
    });
  });

  describe("given a term split over k identities", () => {
    it("is worth the same in total", () => {
      const whole = attributeGain({ ...options, terms }).values[0] as number;
      fc.assert(
        fc.property(
          fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 20 }),
          (shares) => {
            const total = shares.reduce((all, share) => all + share, 0);
            const pieces = shares.map((share) => scale(terms[0] as Float64Array, share / total));
            const { values } = attributeGain({ ...options, terms: [...pieces, ...terms.slice(1)] });
            expect(sum(values.subarray(0, pieces.length))).to.be.closeTo(whole, 1e-12);
          },
        ),
        { seed: 5, numRuns: 25 },
      );
    });
  });

  describe("given equal terms and empty ones", () => {
    it("pays equal terms the same bits and an empty one exactly 0, wherever they stand", () => {
      fc.assert(
        fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), (order) => {
          const six = [...terms, terms[0] as Float64Array, empty];
          const { values } = attributeGain({ ...options, terms: order.map((i) => six[i] as Float64Array) });
          expect(values[order.indexOf(4)]).to.equal(values[order.indexOf(0)]);
          expect(Math.abs(values[order.indexOf(5)] as number)).to.equal(0);
        }),
        { seed: 2, numRuns: 10 },
      );
    });
  });

  describe("when the validation slice is cut in two", () => {
    it("is the mean of the parts' values, weighted by their rows", () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 89 }), (cut) => {
          const whole = clouds(90, 3);
          const valuesOn = (from: number, to: number): Float64Array => {
            const part: Examples = {
              width: 2,
              features: whole.features.slice(2 * from, 2 * to),
              labels: whole.labels.slice(from, to),
            };
            // Every part by the same two nodes: the rule is linear in the loss, the choice between rules is not.
            return attributeGain({ ...options, terms, validation: part, quadratureTolerance: Infinity }).values;
          };
          const [first, second, all] = [valuesOn(0, cut), valuesOn(cut, 90), valuesOn(0, 90)];
          for (const [i, value] of all.entries()) {
            const mean = (cut * (first[i] as number) + (90 - cut) * (second[i] as number)) / 90;
            expect(value).to.be.closeTo(mean, 1e-14);
          }
        }),
        { seed: 3, numRuns: 15 },
      );
    });
  });

  describe("when the terms arrive one at a time", () => {
    /** 60 contributors: the honest terms, each shrunk by another factor. */
    const many = Array.from({ length: 60 }, (_, i) => scale(terms[i % 4] as Float64Array, (1 + (i % 7)) / 200));
    const atOnce = attributeGain({ ...options, terms: many });

    it("gives the same bits as all at once, however they are grouped", () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 60 }), fc.constantFrom(0, 0.02), (groupSize, quadratureTolerance) => {
          const whole = attributeGain({ ...options, terms: many, quadratureTolerance });
          let group: Float64Array[] = [];
          let loaded = -1;
          const buffer = new Float64Array(setting.base.length);
          const termOf = (i: number): Float64Array => {
            const needed = Math.floor(i / groupSize);
            if (needed !== loaded) group = many.slice(needed * groupSize, (needed + 1) * groupSize);
            loaded = needed;
            buffer.set(group[i % groupSize] as Float64Array);
            return buffer;
          };
          const streamed = attributeGain({ ...options, terms: { count: 60, termOf }, quadratureTolerance });
          expect(digestOf(streamed.values)).to.equal(digestOf(whole.values));
          expect(digestOf(streamed.aggregate)).to.equal(digestOf(whole.aggregate));
        }),
        { seed: 4, numRuns: 20 },
      );
    });

    it("reads them twice in index order: to sum them and to value them", () => {
      const asked: number[] = [];
      const termOf = (i: number): Float64Array => {
        asked.push(i);
        return many[i] as Float64Array;
      };
      const { nodes } = attributeGain({ ...options, terms: { count: 60, termOf } });
      expect(nodes).to.equal(2);
      expect(asked).to.deep.equal([...many.keys(), ...many.keys()]);
      expect(atOnce.nodes).to.equal(2);
    });
  });

  describe("when a term does not fit the network", () => {
    it("throws LEARNING_SHAPE", () => {
      expect(() => attributeGain({ ...options, terms: [...terms, new Float64Array(3)] }))
        .to.throw("Term 4 has 3 numbers")
        .with.property("code", "LEARNING_SHAPE");
    });
  });
});
