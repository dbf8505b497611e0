import { expect } from "chai";
import fc from "fast-check";
import { federatedAverage } from "../../../../src/learning/aggregation/federatedAverage.ts";
import { trustedAggregate } from "../../../../src/learning/aggregation/trustedAggregate.ts";
import { norm } from "../../../../src/learning/norm.ts";
import { sumFrom } from "../../../../src/learning/sumFrom.ts";
import { bitsOf } from "./rules.ts";

const vector = fc
  .array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 4, maxLength: 4 })
  .map((a) => Float64Array.from(a));
const updates = fc.array(vector, { minLength: 1, maxLength: 8 });
const zero = new Float64Array(4);

describe("trustedAggregate", () => {
  describe("when an update points against the reference", () => {
    it("leaves it out", () => {
      const { terms, trusts } = trustedAggregate(
        [Float64Array.of(1, 0), Float64Array.of(-1, 0)],
        Float64Array.of(2, 0),
      );
      expect([...trusts]).to.deep.equal([1, 0]);
      expect([...(terms[0] as Float64Array)]).to.deep.equal([1, 0]);
      expect([...(terms[1] as Float64Array)].map(Math.abs)).to.deep.equal([0, 0]);
    });
  });

  describe("when an update is longer than the reference", () => {
    it("shrinks it to the reference", () => {
      const { terms } = trustedAggregate([Float64Array.of(30, 40)], Float64Array.of(3, 4));
      expect([...(terms[0] as Float64Array)]).to.deep.equal([3, 4]);
    });
  });

  describe("when an update is shorter than the reference", () => {
    it("never stretches it", () => {
      const { terms } = trustedAggregate([Float64Array.of(0.003, 0.004)], Float64Array.of(3, 4));
      expect([...(terms[0] as Float64Array)]).to.deep.equal([0.003, 0.004]);
    });
  });

  describe("when an update is longer than a number can say", () => {
    it("leaves it out", () => {
      const { terms } = trustedAggregate([Float64Array.of(1e200, 1e200), Float64Array.of(1, 1)], Float64Array.of(2, 2));
      expect(terms.map((term) => [...term])).to.deep.equal([
        [0, 0],
        [1, 1],
      ]);
    });
  });

  describe("when nothing is trusted", () => {
    it("applies nothing", () => {
      const { terms } = trustedAggregate([Float64Array.of(-1, 0), Float64Array.of(0, 0)], Float64Array.of(1, 0));
      expect([...sumFrom(Float64Array.of(5, 5), terms)]).to.deep.equal([5, 5]);
    });
  });

  describe("given any updates", () => {
    it("applies no more than the reference's length", () => {
      fc.assert(
        fc.property(updates, vector, (all, reference) => {
          const { terms } = trustedAggregate(all, reference);
          expect(norm(sumFrom(zero, terms))).to.be.at.most(norm(reference) * (1 + 1e-9));
        }),
        { seed: 1 },
      );
    });

    it("gives each contributor the same bits whatever the order", () => {
      fc.assert(
        fc.property(updates, vector, (all, reference) => {
          const forward = trustedAggregate(all, reference).terms;
          const backward = trustedAggregate([...all].reverse(), reference).terms;
          expect([...backward].reverse().map(bitsOf)).to.deep.equal(forward.map(bitsOf));
        }),
        { seed: 4 },
      );
    });

    it("applies the same whatever their order, up to rounding", () => {
      fc.assert(
        fc.property(updates, vector, (all, reference) => {
          const forward = sumFrom(zero, trustedAggregate(all, reference).terms);
          const backward = sumFrom(zero, trustedAggregate([...all].reverse(), reference).terms);
          for (const i of zero.keys()) expect(forward[i]).to.be.closeTo(backward[i] as number, 1e-9);
        }),
        { seed: 2 },
      );
    });
  });
});

describe("federatedAverage", () => {
  describe("given any updates", () => {
    it("returns terms whose sum is the mean, in any order", () => {
      fc.assert(
        fc.property(updates, (all) => {
          const sum = sumFrom(zero, federatedAverage(all));
          const reversed = sumFrom(zero, federatedAverage([...all].reverse()));
          for (const i of zero.keys()) {
            const mean = all.reduce((total, update) => total + (update[i] as number), 0) / all.length;
            expect(sum[i]).to.be.closeTo(mean, 1e-9);
            expect(reversed[i]).to.be.closeTo(mean, 1e-9);
          }
        }),
        { seed: 3 },
      );
    });
  });
});
