import { expect } from "chai";
import fc from "fast-check";
import { squaredDistances } from "../../../../src/learning/aggregation/squaredDistances.ts";
import { createRandom } from "../../../../src/learning/createRandom.ts";

describe("squaredDistances", () => {
  it("is the matrix of the definition, for any number of updates of any length", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(1, 2, 1023, 1024, 1025, 2049),
        fc.nat(),
        (count, length, seed) => {
          const random = createRandom(seed);
          const updates = Array.from({ length: count }, () => Float64Array.from({ length }, () => random.gaussian()));
          const expected = updates.flatMap((a) =>
            updates.map((b) => a.reduce((sum, x, k) => sum + (x - (b[k] as number)) * (x - (b[k] as number)), 0)),
          );
          expect([...squaredDistances(updates)]).to.deep.equal(expected);
        },
      ),
      { seed: 21, numRuns: 60 },
    );
  });
});
