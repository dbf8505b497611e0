import { expect } from "chai";
import { id, toBeHex } from "ethers";
import fc from "fast-check";
import { updateCommitment } from "../../../src/training/updateCommitment.ts";
import { loadFixture } from "../../support/loadFixture.ts";
import { modelWithSeats } from "../../support/rounds.ts";

const hashes = fc.nat().map((value) => id(`${value}`));

describe("updateCommitment", () => {
  it("is what the rounds contract's commitmentOf says", async () => {
    const { rounds, addresses, ethers } = await loadFixture(modelWithSeats);
    const { chainId } = await ethers.provider.getNetwork();
    const { trainingRounds } = addresses;
    await fc.assert(
      fc.asyncProperty(
        fc.bigInt({ min: 1n, max: 2n ** 64n }),
        fc.nat(),
        hashes,
        hashes,
        async (roundId, who, digest, salt) => {
          const contributor = toBeHex(who, 20);
          const expected = await rounds.commitmentOf(roundId, contributor, digest, salt);
          const parts = { chainId, trainingRounds, roundId, contributor, updateDigest: digest, salt };
          expect(updateCommitment(parts)).to.equal(expected);
        },
      ),
      { seed: 1, numRuns: 20 },
    );
  });

  it("is another one on another chain", async () => {
    const { addresses } = await loadFixture(modelWithSeats);
    const { trainingRounds } = addresses;
    const parts = { trainingRounds, roundId: 1n, contributor: toBeHex(1, 20), updateDigest: id("u"), salt: id("s") };
    expect(updateCommitment({ ...parts, chainId: 1n })).to.not.equal(updateCommitment({ ...parts, chainId: 2n }));
  });
});
