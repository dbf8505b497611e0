import { expect } from "chai";
import fc from "fast-check";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { consensusOf, consensusVector } from "../../../src/scoring/consensus.ts";

const entries = fc.array(fc.record({ score: fc.integer({ min: 0, max: 20 }), stake: fc.bigInt(0n, 9n) }), {
  maxLength: 16,
});

/** The definition, tried for every candidate. */
function reference(given: { score: number; stake: bigint }[], totalStake: bigint): number {
  let best = 0;
  for (const { score: candidate } of given) {
    const reached = given.reduce((sum, { score, stake }) => sum + (score >= candidate ? stake : 0n), 0n);
    if (2n * reached >= totalStake && candidate > best) best = candidate;
  }
  return best;
}

function sumOf(given: { stake: bigint }[]): bigint {
  return given.reduce((sum, { stake }) => sum + stake, 0n);
}

describe("consensusOf", () => {
  describe("given exactly half of the stake reached a score", () => {
    it("counts as reached", () => {
      const given = [
        { score: 5, stake: 2n },
        { score: 9, stake: 2n },
      ];
      expect(consensusOf(given, 4n)).to.equal(9);
      expect(consensusOf(given, 5n)).to.equal(5);
    });
  });

  describe("given silent stake", () => {
    it("pulls toward zero", () => {
      expect(consensusOf([{ score: 9, stake: 4n }], 8n)).to.equal(9);
      expect(consensusOf([{ score: 9, stake: 4n }], 9n)).to.equal(0);
      expect(consensusOf([], 9n)).to.equal(0);
    });
  });

  it("SCO-3: is the largest score that half of the stake reached, for every input", () => {
    fc.assert(
      fc.property(entries, fc.bigInt(0n, 20n), (given, silent) => {
        const totalStake = sumOf(given) + silent;
        expect(consensusOf(given, totalStake)).to.equal(reference(given, totalStake));
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });

  it("does not depend on the order of the oracles", () => {
    fc.assert(
      fc.property(entries, fc.bigInt(0n, 20n), (given, silent) => {
        const totalStake = sumOf(given) + silent;
        expect(consensusOf([...given].reverse(), totalStake)).to.equal(consensusOf(given, totalStake));
      }),
      { seed: 7 },
    );
  });

  it("SCO-2: lies within the range of a stake majority, whatever the others say", () => {
    const scores = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 3, maxLength: 9 });
    fc.assert(
      fc.property(scores, fc.infiniteStream(fc.integer({ min: 0, max: 1_000_000_000 })), (honest, hostile) => {
        const others = honest.slice(1).map(() => ({ score: hostile.next().value as number, stake: 1n }));
        const all = [...honest.map((score) => ({ score, stake: 1n })), ...others];
        expect(consensusOf(all, sumOf(all))).to.be.within(Math.min(...honest), Math.max(...honest));
      }),
      { seed: 7 },
    );
  });
});

describe("consensusVector", () => {
  it("settles every contributor on its own column", () => {
    const vectors = [
      { scores: [1, 20, 300], stake: 1n },
      { scores: [3, 10, 200], stake: 1n },
      { scores: [2, 30, 100], stake: 1n },
    ];
    expect(consensusVector(vectors, 3n)).to.deep.equal([2, 20, 200]);
  });

  it("is empty without vectors", () => {
    expect(consensusVector([], 3n)).to.deep.equal([]);
  });

  it("throws VECTOR_LENGTH when a vector has another length", () => {
    const vectors = [
      { scores: [1, 2], stake: 1n },
      { scores: [1], stake: 1n },
    ];
    expect(() => consensusVector(vectors, 2n))
      .to.throw(BaseError, "A vector has 1 scores where another has 2.")
      .with.property("code", "VECTOR_LENGTH");
  });
});
