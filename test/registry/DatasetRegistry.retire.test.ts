import { expect } from "chai";
import { marketWithOffer, networkHelpers } from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;

describe("DatasetRegistry.retire", () => {
  describe("when the caller is not the provider", () => {
    it("reverts with DatasetRegistryNotProvider", async () => {
      const { datasets, alice, mallory } = await loadFixture(marketWithOffer);
      await expect(datasets.connect(mallory).retire(1n))
        .to.be.revertedWithCustomError(datasets, "DatasetRegistryNotProvider")
        .withArgs(1n, mallory, alice);
    });
  });

  describe("when the provider retires", () => {
    it("emits DatasetRetired and marks the dataset", async () => {
      const { datasets, alice } = await loadFixture(marketWithOffer);
      await expect(datasets.connect(alice).retire(1n)).to.emit(datasets, "DatasetRetired").withArgs(1n);
      expect(await datasets.isRetired(1n)).to.equal(true);
      expect(await datasets.statusOf(1n)).to.deep.equal([alice.address, 0n, true]);
    });
  });

  describe("given a retired dataset", () => {
    it("reverts with DatasetRegistryAlreadyRetired", async () => {
      const { datasets, alice } = await loadFixture(marketWithOffer);
      await datasets.connect(alice).retire(1n);
      await expect(datasets.connect(alice).retire(1n))
        .to.be.revertedWithCustomError(datasets, "DatasetRegistryAlreadyRetired")
        .withArgs(1n);
    });
  });
});
