import { expect } from "chai";
import { marketWithOffer, networkHelpers } from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;

describe("LicenseMarket.closeOffer", () => {
  describe("when the caller is neither the seller nor the owner", () => {
    it("reverts with LicenseMarketNotSeller", async () => {
      const { market, alice, mallory } = await loadFixture(marketWithOffer);
      await expect(market.connect(mallory).closeOffer(1n))
        .to.be.revertedWithCustomError(market, "LicenseMarketNotSeller")
        .withArgs(1n, mallory, alice);
    });
  });

  describe("when the seller closes", () => {
    it("emits OfferClosed and ends the sale", async () => {
      const { market, alice, bob, terms } = await loadFixture(marketWithOffer);
      await expect(market.connect(alice).closeOffer(1n)).to.emit(market, "OfferClosed").withArgs(1n);
      expect((await market.offerOf(1n)).offer.isClosed).to.equal(true);
      await expect(market.connect(bob).buy(1n, terms, terms.price, bob))
        .to.be.revertedWithCustomError(market, "LicenseMarketOfferClosed")
        .withArgs(1n);
    });
  });

  describe("given that the asset changed hands", () => {
    it("lets the new owner close the offer for good", async () => {
      const { market, datasets, alice, bob } = await loadFixture(marketWithOffer);
      await datasets.connect(alice).transferFrom(alice, bob, 1n);
      await expect(market.connect(bob).closeOffer(1n)).to.emit(market, "OfferClosed").withArgs(1n);
    });
  });

  describe("given a closed offer", () => {
    it("reverts with LicenseMarketOfferClosed", async () => {
      const { market, alice } = await loadFixture(marketWithOffer);
      await market.connect(alice).closeOffer(1n);
      await expect(market.connect(alice).closeOffer(1n))
        .to.be.revertedWithCustomError(market, "LicenseMarketOfferClosed")
        .withArgs(1n);
    });
  });
});
