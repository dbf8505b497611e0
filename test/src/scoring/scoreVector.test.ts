import { expect } from "chai";
import { concat, keccak256 } from "ethers";
import fc from "fast-check";
import { BaseError } from "../../../src/errors/BaseError.ts";
import {
  CHUNK_SIZE,
  chunkHashesOf,
  decodeScores,
  encodeScores,
  vectorHashOf,
} from "../../../src/scoring/scoreVector.ts";

const MOST = 4_294_967_295;

describe("encodeScores", () => {
  it("packs four big-endian bytes a score", () => {
    expect(encodeScores([])).to.equal("0x");
    expect(encodeScores([1, 256, MOST])).to.equal("0x0000000100000100ffffffff");
    expect(encodeScores(new Uint32Array([7]))).to.equal("0x00000007");
  });

  for (const score of [-1, 0.5, MOST + 1, Number.NaN, Number.POSITIVE_INFINITY]) {
    it(`throws SCORE_RANGE for ${score}`, () => {
      expect(() => encodeScores([0, score]))
        .to.throw(BaseError, `Score ${score} of contributor 1`)
        .with.property("code", "SCORE_RANGE");
    });
  }

  it("is undone by decodeScores", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: MOST })), (scores) => {
        expect(decodeScores(encodeScores(scores))).to.deep.equal(scores);
      }),
      { seed: 7 },
    );
  });
});

describe("vectorHashOf", () => {
  for (const [count, chunks] of [
    [1, 1],
    [CHUNK_SIZE, 1],
    [CHUNK_SIZE + 1, 2],
    [2 * CHUNK_SIZE, 2],
  ] as const) {
    it(`hashes ${count} scores in ${chunks} chunks`, () => {
      const scores = Array.from({ length: count }, (_, i) => i);
      const hashes = chunkHashesOf(encodeScores(scores));
      expect(hashes).to.have.lengthOf(chunks);
      for (const [c, hash] of hashes.entries()) {
        expect(hash).to.equal(keccak256(encodeScores(scores.slice(c * CHUNK_SIZE, (c + 1) * CHUNK_SIZE))));
      }
      expect(vectorHashOf(encodeScores(scores))).to.equal(keccak256(concat(hashes)));
    });
  }

  it("is another for any other vector", () => {
    const of = (scores: number[]) => vectorHashOf(encodeScores(scores));
    expect(new Set([of([1]), of([1, 0]), of([0, 1]), of([2]), of([256])]).size).to.equal(5);
  });
});
