import { expect } from "chai";
import { deployedMarket, digest, ethers, networkHelpers, ZeroHash } from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;

describe("DatasetRegistry.register", () => {
  describe("when the manifest's digest is zero", () => {
    it("reverts with DatasetRegistryEmptyDigest", async () => {
      const { datasets, alice } = await loadFixture(deployedMarket);
      await expect(datasets.connect(alice).register(ZeroHash))
        .to.be.revertedWithCustomError(datasets, "DatasetRegistryEmptyDigest")
        .withArgs();
    });
  });

  describe("when the manifest has a digest", () => {
    it("emits Transfer and DatasetRegistered", async () => {
      const { datasets, alice } = await loadFixture(deployedMarket);
      const transaction = datasets.connect(alice).register(digest("manifest"));
      await expect(transaction).to.emit(datasets, "Transfer").withArgs(ethers.ZeroAddress, alice, 1n);
      await expect(transaction).to.emit(datasets, "DatasetRegistered").withArgs(1n, alice, digest("manifest"));
    });

    it("gives the caller a dataset with one version", async () => {
      const { datasets, alice } = await loadFixture(deployedMarket);
      await datasets.connect(alice).register(digest("manifest"));
      const registeredAt = BigInt(await networkHelpers.time.latest());
      expect(await datasets.ownerOf(1n)).to.equal(alice.address);
      expect(await datasets.balanceOf(alice)).to.equal(1n);
      expect(await datasets.latestVersionOf(1n)).to.equal(1n);
      expect(await datasets.versionOf(1n, 1n)).to.deep.equal([digest("manifest"), registeredAt]);
      expect(await datasets.consentWithdrawnAt(1n)).to.equal(0n);
      expect(await datasets.isRetired(1n)).to.equal(false);
      expect(await datasets.statusOf(1n)).to.deep.equal([alice.address, 0n, false]);
    });

    it("numbers datasets densely from 1 (REG-1)", async () => {
      const { datasets, alice, bob } = await loadFixture(deployedMarket);
      for (const provider of [alice, bob, alice]) await datasets.connect(provider).register(digest("manifest"));
      expect(await datasets.datasetCount()).to.equal(3n);
      expect(await Promise.all([1n, 2n, 3n].map((id) => datasets.ownerOf(id)))).to.deep.equal([
        alice.address,
        bob.address,
        alice.address,
      ]);
      expect(await datasets.balanceOf(alice)).to.equal(2n);
    });
  });
});
