import { createHash } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { AggregationError } from "../../../../src/learning/aggregation/AggregationError.ts";
import { createRandom } from "../../../../src/learning/createRandom.ts";
import { bitsOf, LENGTH, rulesAt, thrownBy, updatesOf } from "./rules.ts";

const real = fc.oneof(
  fc.double({ min: -100, max: 100, noNaN: true }),
  fc.constantFrom(0, -0, 1e-300, 1e308, -1e308, 1, -1),
);
const moderate = fc.double({ min: -100, max: 100, noNaN: true });
const whole = fc.integer({ min: -50, max: 50 });

for (const [name, rule] of Object.entries(rulesAt(1))) {
  describe(`AggregationRule: ${name}`, () => {
    describe("when the updates are permuted", () => {
      it("returns the same bits", () => {
        const permuted = updatesOf(real).chain((updates) =>
          fc.tuple(
            fc.constant(updates),
            fc.shuffledSubarray(updates, { minLength: updates.length, maxLength: updates.length }),
          ),
        );
        fc.assert(
          fc.property(permuted, ([updates, others]) => {
            expect(bitsOf(rule(others))).to.deep.equal(bitsOf(rule(updates)));
          }),
          { seed: 1, numRuns: 300 },
        );
      });
    });

    describe("when everything is four times as long", () => {
      it("returns four times as much, to the bit", () => {
        const scaled = rulesAt(4)[name] ?? rule;
        fc.assert(
          fc.property(updatesOf(whole), (updates) => {
            const expected = rule(updates).map((x) => 4 * x);
            expect(bitsOf(scaled(updates.map((update) => update.map((x) => 4 * x))))).to.deep.equal(bitsOf(expected));
          }),
          { seed: 2 },
        );
      });
    });

    describe("when it has run", () => {
      it("has left the updates as they were and returns a vector of its own", () => {
        fc.assert(
          fc.property(updatesOf(moderate), (updates) => {
            const before = updates.map((update) => update.slice());
            rule(updates).fill(7);
            expect(updates).to.deep.equal(before);
          }),
          { seed: 3, numRuns: 30 },
        );
      });
    });

    describe("when the updates cannot be combined", () => {
      const good = Array.from({ length: 8 }, (_, i) => Float64Array.of(i, 1, 2, 3));
      const cases = [
        { updates: [], code: "AGGREGATION_EMPTY", says: "There are no updates." },
        {
          updates: [...good, Float64Array.of(1)],
          code: "AGGREGATION_SHAPE",
          says: "Update 8 has 1 numbers, but update 0 has 4.",
        },
        {
          updates: [...good, Float64Array.of(1, 2, NaN, 4)],
          code: "AGGREGATION_NOT_FINITE",
          says: "Update 8 has NaN at position 2.",
        },
        {
          updates: [Float64Array.of(1, -Infinity, 3, 4), ...good],
          code: "AGGREGATION_NOT_FINITE",
          says: "Update 0 has -Infinity at position 1.",
        },
      ];
      for (const { updates, code, says } of cases) {
        it(`throws ${code}: ${says}`, () => {
          const error = thrownBy(() => rule(updates));
          expect(error).to.be.instanceOf(AggregationError).with.property("code", code);
          expect((error as AggregationError).message.split("\n")[0]).to.equal(says);
        });
      }
    });
  });
}

describe("AggregationRule", () => {
  describe("given seeded updates", () => {
    it("gives these bits on every machine, all rules in turn", () => {
      const random = createRandom(1);
      const updates = Array.from({ length: 9 }, () => Float64Array.from({ length: LENGTH }, () => random.gaussian()));
      const hash = createHash("sha256");
      for (const rule of Object.values(rulesAt(1))) hash.update(Buffer.from(rule(updates).buffer));
      expect(hash.digest("hex")).to.equal("3a8b6e24a26a7badcb597ec04324fbfb64fa2bd4b8c615606a9a15bffa074a6c");
    });
  });

  describe("when all updates are equal", () => {
    // The other two are pulled to a reference or a center of their own.
    const { trustedAggregate, centeredClipping, ...others } = rulesAt(1);
    for (const [name, rule] of Object.entries(others)) {
      it(`returns their common vector: ${name}`, () => {
        const vector = fc.array(moderate, { minLength: LENGTH, maxLength: LENGTH }).map((a) => Float64Array.from(a));
        fc.assert(
          fc.property(vector, fc.integer({ min: 7, max: 9 }), (update, count) => {
            const aggregate = rule(Array.from({ length: count }, () => update.slice()));
            for (const [j, x] of update.entries()) expect(aggregate[j]).to.be.closeTo(x, 1e-13 * Math.abs(x) + 1e-320);
          }),
          { seed: 4 },
        );
      });
    }
  });

  describe("when all updates are moved by one vector", () => {
    // Whole numbers, so that no distance is rounded and no tie is broken by the move.
    const shift = Float64Array.of(7, -31, 0, 12);
    for (const name of [
      "federatedAverage",
      "coordinateMedian",
      "trimmedMean",
      "krum",
      "multiKrum",
      "geometricMedian",
      "nearestNeighborMixing, trimmedMean",
    ]) {
      it(`moves with them, up to rounding: ${name}`, () => {
        const rule = rulesAt(1)[name] ?? expect.fail(name);
        fc.assert(
          fc.property(updatesOf(whole), (updates) => {
            const aggregate = rule(updates);
            const moved = rule(updates.map((update) => update.map((x, j) => x + (shift[j] as number))));
            for (const [j, x] of aggregate.entries()) {
              expect(moved[j]).to.be.closeTo(x + (shift[j] as number), 1e-9);
            }
          }),
          { seed: 5, numRuns: 200 },
        );
      });
    }
  });
});
