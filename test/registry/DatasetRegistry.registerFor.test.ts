import { expect } from "chai";
import { deployedMarket, digest, ethers, networkHelpers } from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;

describe("DatasetRegistry.registerFor", () => {
  describe("when the caller is not the market", () => {
    it("reverts with DatasetRegistryNotMarket", async () => {
      const { datasets, market, alice, mallory } = await loadFixture(deployedMarket);
      await expect(datasets.connect(mallory).registerFor(alice, digest("manifest")))
        .to.be.revertedWithCustomError(datasets, "DatasetRegistryNotMarket")
        .withArgs(mallory, market);
    });
  });

  describe("when the caller is the market", () => {
    const asMarket = async () => {
      const deployed = await loadFixture(deployedMarket);
      const address = await deployed.market.getAddress();
      await networkHelpers.setBalance(address, 10n ** 18n);
      return { ...deployed, signer: await ethers.getImpersonatedSigner(address) };
    };

    it("registers the dataset for the provider", async () => {
      const { datasets, signer, alice } = await asMarket();
      await expect(datasets.connect(signer).registerFor(alice, digest("manifest")))
        .to.emit(datasets, "DatasetRegistered")
        .withArgs(1n, alice, digest("manifest"));
      expect(await datasets.ownerOf(1n)).to.equal(alice.address);
    });

    it("reverts with ERC721InvalidReceiver for nobody", async () => {
      const { datasets, signer } = await asMarket();
      await expect(datasets.connect(signer).registerFor(ethers.ZeroAddress, digest("manifest")))
        .to.be.revertedWithCustomError(datasets, "ERC721InvalidReceiver")
        .withArgs(ethers.ZeroAddress);
    });
  });
});
