import { expect } from "chai";
import fc from "fast-check";
import { norm } from "../../../../src/learning/norm.ts";
import { BYZANTINE_COUNT, LENGTH, rulesAt } from "./rules.ts";

const honest = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: LENGTH, maxLength: LENGTH })
  .map((a) => Float64Array.from(a));
const crowd = fc.array(honest, { minLength: 6, maxLength: 8 });
const far = fc.constantFrom(1e6, -1e6, 1e308, -1e308);
const outlier = fc.array(far, { minLength: LENGTH, maxLength: LENGTH }).map((a) => Float64Array.from(a));
const outliers = fc.array(outlier, { minLength: BYZANTINE_COUNT, maxLength: BYZANTINE_COUNT });

/** Positions of the outliers among the others must not matter, so they come first. */
const attacked = fc.tuple(outliers, crowd).map(([bad, good]) => ({ good, updates: [...bad, ...good] }));
const rules = rulesAt(1);

describe("AggregationRule under f outliers at 10^6 and 10^308", () => {
  for (const name of ["coordinateMedian", "trimmedMean", "krum", "multiKrum", "nearestNeighborMixing, trimmedMean"]) {
    it(`stays between the honest values of each coordinate: ${name}`, () => {
      const rule = rules[name] ?? expect.fail(name);
      fc.assert(
        fc.property(attacked, ({ good, updates }) => {
          for (const [j, x] of rule(updates).entries()) {
            const values = good.map((update) => update[j] as number);
            expect(x).to.be.within(Math.min(...values) - 1e-12, Math.max(...values) + 1e-12);
          }
        }),
        { seed: 11, numRuns: 300 },
      );
    });
  }

  for (const name of ["geometricMedian", "nearestNeighborMixing, geometricMedian"]) {
    it(`stays within 2 (n − f) / (n − 2f) times the honest radius: ${name}`, () => {
      const rule = rules[name] ?? expect.fail(name);
      fc.assert(
        fc.property(attacked, ({ good, updates }) => {
          const radius = Math.max(...good.map(norm));
          const bound = (2 * good.length) / (good.length - BYZANTINE_COUNT);
          // The smoothing of 1e-6 shows where the honest radius is smaller than it.
          expect(norm(rule(updates))).to.be.at.most(bound * radius + 1e-5);
        }),
        { seed: 12, numRuns: 300 },
      );
    });
  }

  it("moves centered clipping by no more than its steps times its radius", () => {
    const rule = rules.centeredClipping ?? expect.fail();
    const center = Float64Array.of(3, -1, 0.5, 2);
    fc.assert(
      fc.property(attacked, ({ updates }) => {
        const moved = rule(updates).map((x, j) => x - (center[j] as number));
        expect(norm(moved)).to.be.at.most(3 * 2 + 1e-9);
      }),
      { seed: 13, numRuns: 300 },
    );
  });

  it("gives trustedAggregate no more than the length of its reference", () => {
    const rule = rules.trustedAggregate ?? expect.fail();
    const length = norm(Float64Array.of(3, -1, 0.5, 2));
    fc.assert(
      fc.property(attacked, ({ updates }) => {
        expect(norm(rule(updates))).to.be.at.most(length * (1 + 1e-9));
      }),
      { seed: 14, numRuns: 300 },
    );
  });

  it("removes outliers that collude from divideAndConquer", () => {
    const rule = rules.divideAndConquer ?? expect.fail();
    fc.assert(
      fc.property(outlier, crowd, (bad, good) => {
        const updates = [bad, bad.map((x) => x * 0.9), ...good];
        for (const [j, x] of rule(updates).entries()) {
          const mean = good.reduce((sum, update) => sum + (update[j] as number), 0) / good.length;
          expect(x).to.be.closeTo(mean, 1e-12);
        }
      }),
      { seed: 15, numRuns: 300 },
    );
  });

  it("does not protect federatedAverage", () => {
    fc.assert(
      fc.property(crowd, (good) => {
        const rule = rules.federatedAverage ?? expect.fail();
        expect(norm(rule([new Float64Array(LENGTH).fill(1e6), ...good]))).to.be.above(1e5);
      }),
      { seed: 16, numRuns: 30 },
    );
  });
});
