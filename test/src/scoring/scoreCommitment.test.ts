import { expect } from "chai";
import { id, toBeHex } from "ethers";
import fc from "fast-check";
import { scoreCommitment } from "../../../src/scoring/scoreCommitment.ts";
import { encodeScores, vectorHashOf } from "../../../src/scoring/scoreVector.ts";
import { loadFixture } from "../../support/loadFixture.ts";
import { modelWithSeats } from "../../support/rounds.ts";

const hashes = fc.nat().map((value) => id(`${value}`));
const scores = fc.option(fc.array(fc.nat({ max: 1_000_000_000 }), { minLength: 1, maxLength: 40 }), { nil: undefined });

describe("scoreCommitment", () => {
  it("is what the score board's commitmentOf says, also when the slices are void", async () => {
    const { board, addresses, ethers } = await loadFixture(modelWithSeats);
    const { chainId } = await ethers.provider.getNetwork();
    const isVoid = await board.VOID();
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), scores, hashes, hashes, async (round, who, vector, digest, salt) => {
        const [roundId, oracle] = [BigInt(round), toBeHex(who, 20)];
        const vectorHash = vector === undefined ? isVoid : vectorHashOf(encodeScores(vector));
        const expected = await board.commitmentOf(roundId, oracle, vectorHash, digest, salt);
        const { scoreBoard } = addresses;
        expect(scoreCommitment({ chainId, scoreBoard, roundId, oracle, scores: vector, digest, salt })).to.equal(
          expected,
        );
      }),
      { seed: 1, numRuns: 20 },
    );
  });
});
