import { expect } from "chai";
import { DatasetRegistry__factory } from "../../typechain-types/index.ts";
import { deployedMarket, networkHelpers } from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;

describe("DatasetRegistry.setMarket", () => {
  describe("when the caller is not the governor", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { datasets, mallory } = await loadFixture(deployedMarket);
      await expect(datasets.connect(mallory).setMarket(mallory))
        .to.be.revertedWithCustomError(datasets, "AccessManagedUnauthorized")
        .withArgs(mallory);
    });
  });

  describe("given no market", () => {
    it("emits MarketSet and names the market", async () => {
      const { manager, market, admin } = await loadFixture(deployedMarket);
      const fresh = await new DatasetRegistry__factory(admin).deploy(manager);
      await expect(fresh.connect(admin).setMarket(market)).to.emit(fresh, "MarketSet").withArgs(market);
      expect(await fresh.market()).to.equal(await market.getAddress());
    });
  });

  describe("given a market", () => {
    it("reverts with DatasetRegistryMarketAlreadySet", async () => {
      const { datasets, market, governor, mallory } = await loadFixture(deployedMarket);
      await expect(datasets.connect(governor).setMarket(mallory))
        .to.be.revertedWithCustomError(datasets, "DatasetRegistryMarketAlreadySet")
        .withArgs(market);
    });
  });
});
