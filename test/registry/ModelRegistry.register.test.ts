import { expect } from "chai";
import { deployedMarket, digest, ethers, networkHelpers, VersionStatus, ZeroHash } from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;

describe("ModelRegistry.register", () => {
  for (const [name, card, weights] of [
    ["card", ZeroHash, digest("weights")],
    ["weights", digest("card"), ZeroHash],
  ] as const) {
    describe(`when the digest of the ${name} is zero`, () => {
      it("reverts with ModelRegistryEmptyDigest", async () => {
        const { models, alice } = await loadFixture(deployedMarket);
        await expect(models.connect(alice).register(card, weights))
          .to.be.revertedWithCustomError(models, "ModelRegistryEmptyDigest")
          .withArgs();
      });
    });
  }

  describe("when both digests are given", () => {
    it("emits Transfer and ModelRegistered", async () => {
      const { models, alice } = await loadFixture(deployedMarket);
      const transaction = models.connect(alice).register(digest("card"), digest("weights"));
      await expect(transaction).to.emit(models, "Transfer").withArgs(ethers.ZeroAddress, alice, 1n);
      await expect(transaction)
        .to.emit(models, "ModelRegistered")
        .withArgs(1n, alice, digest("card"), digest("weights"));
    });

    it("gives the caller a model whose version 1 is live", async () => {
      const { models, alice } = await loadFixture(deployedMarket);
      await models.connect(alice).register(digest("card"), digest("weights"));
      const createdAt = BigInt(await networkHelpers.time.latest());
      expect(await models.ownerOf(1n)).to.equal(alice.address);
      expect(await models.balanceOf(alice)).to.equal(1n);
      expect(await models.cardOf(1n)).to.equal(digest("card"));
      expect(await models.liveVersionOf(1n)).to.equal(1n);
      expect(await models.versionCountOf(1n)).to.equal(1n);
      expect(await models.versionOf(1n, 1n)).to.deep.equal([
        digest("weights"),
        ZeroHash,
        0n,
        0n,
        VersionStatus.Live,
        createdAt,
      ]);
    });

    it("numbers models densely from 1 (REG-1)", async () => {
      const { models, alice, bob } = await loadFixture(deployedMarket);
      await models.connect(alice).register(digest("card"), digest("weights"));
      await models.connect(bob).register(digest("card"), digest("weights"));
      expect(await models.modelCount()).to.equal(2n);
      expect(await models.ownerOf(2n)).to.equal(bob.address);
    });
  });
});
