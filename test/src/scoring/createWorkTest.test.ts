import { expect } from "chai";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { norm } from "../../../src/learning/norm.ts";
import { createWorkTest, type WorkTest } from "../../../src/scoring/createWorkTest.ts";
import type { PublishedUpdate } from "../../../src/scoring/findDuplicates.ts";

const DIMENSIONS = 240;
/** What the task's gradients span in this made-up space. */
const DIRECTIONS = 12;

function noise(seed: number): Float64Array {
  const random = createRandom(seed, 1);
  return new Float64Array(DIMENSIONS).map(() => random.gaussian());
}

const directions = Array.from({ length: DIRECTIONS }, (_, k) => noise(5000 + k));

/** Half of its energy in the directions of the task, the other half its own. */
function work(seed: number): Float64Array {
  const random = createRandom(seed, 2);
  const aimed = new Float64Array(DIMENSIONS);
  for (const direction of directions) {
    const weight = random.gaussian() / Math.sqrt(DIRECTIONS);
    for (let i = 0; i < DIMENSIONS; i++) aimed[i] = (aimed[i] as number) + weight * (direction[i] as number);
  }
  return plus(aimed, noise(seed), norm(aimed));
}

/** `vector` plus noise of the given length. */
function plus(vector: Float64Array, other: Float64Array, length: number): Float64Array {
  const scale = length / norm(other);
  return vector.map((value, i) => value + scale * (other[i] as number));
}

function workTestGiven(published: readonly PublishedUpdate[], steps: readonly Float64Array[] = []): WorkTest {
  return createWorkTest({
    dimensions: DIMENSIONS,
    seed: 5,
    steps,
    published,
    directions: directions.values(),
    firstDirections: 4,
    workDeviations: 4,
  }) as WorkTest;
}

function testGiven(...given: Parameters<typeof workTestGiven>): WorkTest["measure"] {
  return workTestGiven(...given).measure;
}

function published(count: number, score = 100): PublishedUpdate[] {
  return Array.from({ length: count }, (_, k) => ({ contributor: `c${k}`, update: work(100 + k), score }));
}

describe("createWorkTest", () => {
  describe("given nothing public yet", () => {
    const test = testGiven([]);

    it("finds evidence in work and calls all of it new", () => {
      for (let seed = 1; seed <= 20; seed++) {
        const { novelty, evidence } = test("alice", work(seed));
        expect(evidence).to.be.above(1);
        expect(novelty).to.be.closeTo(1, 1e-12);
      }
    });

    it("lets noise pass less than once in a hundred times", () => {
      let passed = 0;
      for (let seed = 1; seed <= 500; seed++) if (test("mallory", noise(9000 + seed)).evidence >= 1) passed++;
      expect(passed).to.be.below(5);
    });

    it("finds nothing in an empty update", () => {
      expect(test("mallory", new Float64Array(DIMENSIONS))).to.deep.equal({ novelty: 0, evidence: 0 });
    });
  });

  describe("given public updates that fit into the span", () => {
    const known = published(8);
    const test = testGiven(known);

    it("finds none in a copy, a mixture or a replay of the model's step, whatever noise is added", () => {
      const step = noise(31);
      const withStep = testGiven(known, [step]);
      const originals = [
        known[0]?.update as Float64Array,
        known[7]?.update as Float64Array,
        known[1]!.update.map((value, i) => value + 3 * known[2]!.update[i]!),
        step,
      ];
      for (const [k, original] of originals.entries()) {
        for (const part of [0.05, 0.2, 0.5, 1]) {
          const { evidence, novelty } = withStep("mallory", plus(original, noise(700 + k), part * norm(original)));
          expect(evidence, `original ${k}, noise ${part}`).to.be.below(1);
          expect(novelty).to.be.closeTo(part / Math.sqrt(1 + part * part), 0.1);
        }
      }
    });

    it("calls an exact combination of them not new", () => {
      const both = known[3]!.update.map((value, i) => value - known[4]!.update[i]!);
      expect(test("mallory", both).novelty).to.be.below(1e-6);
    });

    it("still finds the work of others", () => {
      for (let seed = 1; seed <= 20; seed++) expect(test("bob", work(seed)).evidence).to.be.above(1);
    });
  });

  describe("given more public updates than the span may hold", () => {
    const known = published(60);

    it("holds the resembling ones against an update as well", () => {
      const test = testGiven(known);
      for (const { update } of known) {
        expect(test("mallory", plus(update, noise(77), 0.2 * norm(update))).evidence).to.be.below(1);
      }
    });
  });

  describe("given an own update that was never paid", () => {
    const own = work(41);

    it("lets its contributor, and nobody else, submit it again", () => {
      const test = testGiven([...published(3), { contributor: "alice", update: own, score: 0 }]);
      expect(test("alice", own).evidence).to.be.above(1);
      expect(test("alice", own).novelty).to.be.above(0.9);
      expect(test("mallory", plus(own, noise(3), 0.1 * norm(own))).evidence).to.be.below(1);
    });

    it("does not when it was a copy of somebody else's", () => {
      const copied = plus(own, noise(4), 0.3 * norm(own));
      const test = testGiven([
        { contributor: "bob", update: own, score: 5 },
        { contributor: "mallory", update: copied, score: 0 },
      ]);
      expect(test("mallory", copied).evidence).to.be.below(1);
    });
  });

  describe("given an own update that was paid", () => {
    it("finds nothing in it, with or without noise", () => {
      const own = work(42);
      const test = testGiven([{ contributor: "alice", update: own, score: 1 }]);
      expect(test("alice", own).novelty).to.be.below(1e-6);
      expect(test("alice", plus(own, noise(5), 0.4 * norm(own))).evidence).to.be.below(1);
    });
  });

  describe("given fewer than 64 dimensions", () => {
    it("does not judge", () => {
      const directionsOf63 = [new Float64Array(63).fill(1)].values();
      const parameters = { seed: 5, steps: [], published: [], firstDirections: 1, workDeviations: 4 };
      expect(createWorkTest({ ...parameters, dimensions: 63, directions: directionsOf63 })).to.equal(undefined);
    });
  });

  describe("given earlier commits of the round", () => {
    const commits = Array.from({ length: 60 }, (_, k) => work(300 + k));

    it("finds nothing in a copy of one of them, whatever noise is added, and work in the next honest one", () => {
      const { measure, remember } = workTestGiven([]);
      for (const commit of commits) remember(commit);
      for (const [k, commit] of commits.entries()) {
        const part = [0.05, 0.2, 0.5][k % 3] as number;
        expect(measure("mallory", plus(commit, noise(800 + k), part * norm(commit))).evidence).to.be.below(1);
      }
      for (let seed = 1; seed <= 20; seed++) expect(measure("bob", work(seed)).evidence).to.be.above(1);
    });

    it("finds nothing in a mixture of two of them", () => {
      const { measure, remember } = workTestGiven([]);
      for (const commit of commits.slice(0, 10)) remember(commit);
      const both = plus(commits[2]!, commits[7]!, norm(commits[7]!));
      expect(measure("mallory", plus(both, noise(1), 0.2 * norm(both))).evidence).to.be.below(1);
    });
  });
});
