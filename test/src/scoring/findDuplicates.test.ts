import { expect } from "chai";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { findDuplicates, type PublishedUpdate, type SubmittedUpdate } from "../../../src/scoring/findDuplicates.ts";
import { DEFAULT_SCORING_OPTIONS } from "../../../src/scoring/ScoringOptions.ts";

const SIZE = 200;

/** A direction plus noise of the given length relative to it. */
function near(direction: number, noise: number, seed: number): Float64Array {
  const common = createRandom(direction);
  const own = createRandom(1000 + seed);
  return new Float64Array(SIZE).map(() => common.gaussian() + noise * own.gaussian());
}

function find(updates: Float64Array[], published: PublishedUpdate[] = []): (string | undefined)[] {
  const submitted: SubmittedUpdate[] = updates.map((update, i) => ({ contributor: `c${i}`, update }));
  return findDuplicates({ ...DEFAULT_SCORING_OPTIONS, updates: submitted, published }).map((duplicate) =>
    duplicate === undefined ? undefined : `${duplicate.kind} ${duplicate.index}`,
  );
}

describe("findDuplicates", () => {
  describe("when honest updates differ", () => {
    it("finds none", () => {
      expect(find([1, 2, 3, 4].map((seed) => near(1, 0.5, seed)))).to.deep.equal([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
    });
  });

  describe("when all honest updates are alike, above the cosine", () => {
    it("finds none, because nobody is closer than the others", () => {
      expect(find([1, 2, 3, 4, 5].map((seed) => near(1, 0.04, seed)))).to.deep.equal(Array(5).fill(undefined));
    });

    it("still finds a copy among them", () => {
      const updates = [1, 2, 3, 4].map((seed) => near(1, 0.06, seed));
      const copy = (updates[2] as Float64Array).map((value, i) => value + (i % 2 === 0 ? 0.005 : -0.005));
      expect(find([...updates, copy])).to.deep.equal([undefined, undefined, undefined, undefined, "update 2"]);
    });
  });

  describe("when several copies of one update are committed", () => {
    it("names the first commit as the original of each", () => {
      const original = near(1, 0, 1);
      const others = [near(2, 0, 2), near(3, 0, 3), near(4, 0, 4)];
      expect(find([original, original.slice(), ...others, original.map((x) => 3 * x)])).to.deep.equal([
        undefined,
        "update 0",
        undefined,
        undefined,
        undefined,
        "update 0",
      ]);
    });
  });

  describe("when an update repeats a published one", () => {
    it("finds it up to 15 % of noise, whoever earned what", () => {
      const published = [{ contributor: "erin", update: near(9, 0, 1), score: 0 }];
      expect(find([near(1, 0, 1), near(2, 0, 2), near(9, 0.15, 3)], published)).to.deep.equal([
        undefined,
        undefined,
        "published 0",
      ]);
    });

    it("ignores one of another length", () => {
      expect(
        find([near(1, 0, 1)], [{ contributor: "erin", update: new Float64Array(3).fill(1), score: 0 }]),
      ).to.deep.equal([undefined]);
    });
  });

  describe("when a contributor's update is near its own earlier, paid one", () => {
    it("finds only a replay", () => {
      const published = [{ contributor: "c0", update: near(9, 0, 1), score: 1 }];
      const others = [near(1, 0, 1), near(2, 0, 2)];
      expect(find([near(9, 0.05, 1), ...others], published)).to.deep.equal([undefined, undefined, undefined]);
      expect(find([near(9, 0, 1), ...others], published)).to.deep.equal(["published 0", undefined, undefined]);
    });
  });
});
