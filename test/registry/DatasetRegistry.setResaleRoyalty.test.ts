import { expect } from "chai";
import { marketWithOffer, networkHelpers } from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;

describe("DatasetRegistry.setResaleRoyalty", () => {
  describe("when the caller is not the provider", () => {
    it("reverts with DatasetRegistryNotProvider", async () => {
      const { datasets, alice, mallory } = await loadFixture(marketWithOffer);
      await expect(datasets.connect(mallory).setResaleRoyalty(1n, 100n))
        .to.be.revertedWithCustomError(datasets, "DatasetRegistryNotProvider")
        .withArgs(1n, mallory, alice);
    });
  });

  describe("when the royalty is above the maximum", () => {
    it("reverts with DatasetRegistryRoyaltyTooHigh", async () => {
      const { datasets, alice } = await loadFixture(marketWithOffer);
      await expect(datasets.connect(alice).setResaleRoyalty(1n, 1_001n))
        .to.be.revertedWithCustomError(datasets, "DatasetRegistryRoyaltyTooHigh")
        .withArgs(1_001n, 1_000n);
    });
  });

  describe("when the first provider sets it", () => {
    it("emits ResaleRoyaltySet and owes the first provider", async () => {
      const { datasets, alice } = await loadFixture(marketWithOffer);
      expect(await datasets.royaltyInfo(1n, 10_000n)).to.deep.equal([alice.address, 0n]);
      await expect(datasets.connect(alice).setResaleRoyalty(1n, 250n))
        .to.emit(datasets, "ResaleRoyaltySet")
        .withArgs(1n, 250n);
      expect(await datasets.royaltyInfo(1n, 10_000n)).to.deep.equal([alice.address, 250n]);
    });
  });

  describe("given a dataset that was sold", () => {
    it("reverts with DatasetRegistryRoyaltyFixed and still owes the first provider", async () => {
      const { datasets, alice, bob } = await loadFixture(marketWithOffer);
      await datasets.connect(alice).setResaleRoyalty(1n, 250n);
      await datasets.connect(alice).transferFrom(alice, bob, 1n);
      await expect(datasets.connect(bob).setResaleRoyalty(1n, 0n))
        .to.be.revertedWithCustomError(datasets, "DatasetRegistryRoyaltyFixed")
        .withArgs(1n);
      expect(await datasets.royaltyInfo(1n, 10_000n)).to.deep.equal([alice.address, 250n]);
    });
  });
});
