import { expect } from "chai";
import { concat } from "ethers";
import { revealParts } from "../../../src/scoring/revealParts.ts";
import { CHUNK_SIZE, chunkHashesOf, encodeScores } from "../../../src/scoring/scoreVector.ts";

const scoresOf = (count: number) => Uint32Array.from({ length: count }, (_, k) => k % 1_000);
const MOST_IN_A_CALL = 16 * CHUNK_SIZE;

describe("revealParts", () => {
  for (const [count, calls] of [
    [0, 0],
    [1, 1],
    [CHUNK_SIZE, 1],
    [CHUNK_SIZE + 1, 1],
    [MOST_IN_A_CALL, 1],
    [MOST_IN_A_CALL + 1, 2],
    [3 * MOST_IN_A_CALL - 5, 3],
  ] as const) {
    it(`brings ${count} scores in ${calls} calls, each whole chunks but the last`, () => {
      const scores = scoresOf(count);
      const parts = revealParts(scores);
      expect(parts).to.have.length(calls);
      expect(concat(parts.map(({ part }) => part))).to.equal(encodeScores(scores));
      for (const { part } of parts.slice(0, -1)) expect((part.length - 2) / 2).to.equal(4 * MOST_IN_A_CALL);
    });
  }

  it("brings the hashes of all chunks where there are several, and none where there is one", () => {
    const many = scoresOf(MOST_IN_A_CALL + 1);
    for (const { chunkHashes } of revealParts(many)) {
      expect(chunkHashes).to.deep.equal(chunkHashesOf(encodeScores(many)));
    }
    expect(revealParts(scoresOf(CHUNK_SIZE))[0]!.chunkHashes).to.deep.equal([]);
  });
});
