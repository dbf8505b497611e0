import { expect } from "chai";
import { digest, marketWithOffer, networkHelpers, ZeroHash } from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;

describe("DatasetRegistry.publishVersion", () => {
  describe("when the caller is not the provider", () => {
    it("reverts with DatasetRegistryNotProvider", async () => {
      const { datasets, alice, mallory } = await loadFixture(marketWithOffer);
      await expect(datasets.connect(mallory).publishVersion(1n, digest("second")))
        .to.be.revertedWithCustomError(datasets, "DatasetRegistryNotProvider")
        .withArgs(1n, mallory, alice);
    });
  });

  describe("when the dataset does not exist", () => {
    it("reverts with ERC721NonexistentToken", async () => {
      const { datasets, alice } = await loadFixture(marketWithOffer);
      await expect(datasets.connect(alice).publishVersion(2n, digest("second")))
        .to.be.revertedWithCustomError(datasets, "ERC721NonexistentToken")
        .withArgs(2n);
    });
  });

  describe("when the manifest's digest is zero", () => {
    it("reverts with DatasetRegistryEmptyDigest", async () => {
      const { datasets, alice } = await loadFixture(marketWithOffer);
      await expect(datasets.connect(alice).publishVersion(1n, ZeroHash))
        .to.be.revertedWithCustomError(datasets, "DatasetRegistryEmptyDigest")
        .withArgs();
    });
  });

  describe("given that consent was withdrawn", () => {
    it("reverts with DatasetRegistryConsentWithdrawn", async () => {
      const { datasets, alice } = await loadFixture(marketWithOffer);
      await datasets.connect(alice).withdrawConsent(1n, digest("reason"));
      const withdrawnAt = await networkHelpers.time.latest();
      await expect(datasets.connect(alice).publishVersion(1n, digest("second")))
        .to.be.revertedWithCustomError(datasets, "DatasetRegistryConsentWithdrawn")
        .withArgs(1n, withdrawnAt);
    });
  });

  describe("when the provider publishes", () => {
    it("emits DatasetVersionPublished and MetadataUpdate", async () => {
      const { datasets, alice } = await loadFixture(marketWithOffer);
      const transaction = datasets.connect(alice).publishVersion(1n, digest("second"));
      await expect(transaction).to.emit(datasets, "DatasetVersionPublished").withArgs(1n, 2n, digest("second"));
      await expect(transaction).to.emit(datasets, "MetadataUpdate").withArgs(1n);
    });

    it("adds dense versions and leaves the earlier ones alone (REG-1)", async () => {
      const { datasets, alice } = await loadFixture(marketWithOffer);
      const first = await datasets.versionOf(1n, 1n);
      await datasets.connect(alice).publishVersion(1n, digest("second"));
      const secondAt = BigInt(await networkHelpers.time.latest());
      await datasets.connect(alice).publishVersion(1n, digest("third"));
      const thirdAt = BigInt(await networkHelpers.time.latest());
      expect(await datasets.latestVersionOf(1n)).to.equal(3n);
      expect(await datasets.versionOf(1n, 1n)).to.deep.equal(first);
      expect(await datasets.versionOf(1n, 2n)).to.deep.equal([digest("second"), secondAt]);
      expect(await datasets.versionOf(1n, 3n)).to.deep.equal([digest("third"), thirdAt]);
    });
  });
});
