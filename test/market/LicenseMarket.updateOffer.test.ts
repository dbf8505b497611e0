import { expect } from "chai";
import {
  AssetKind,
  digest,
  marketWithLicense,
  marketWithOffer,
  networkHelpers,
  PRICE,
  termsHashOf,
} from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;

describe("LicenseMarket.updateOffer", () => {
  describe("when the offer does not exist", () => {
    it("reverts with LicenseMarketOfferUnknown", async () => {
      const { market, alice, terms } = await loadFixture(marketWithOffer);
      await expect(market.connect(alice).updateOffer(2n, terms))
        .to.be.revertedWithCustomError(market, "LicenseMarketOfferUnknown")
        .withArgs(2n);
    });
  });

  describe("given a closed offer", () => {
    it("reverts with LicenseMarketOfferClosed", async () => {
      const { market, alice, terms } = await loadFixture(marketWithOffer);
      await market.connect(alice).closeOffer(1n);
      await expect(market.connect(alice).updateOffer(1n, terms))
        .to.be.revertedWithCustomError(market, "LicenseMarketOfferClosed")
        .withArgs(1n);
    });
  });

  describe("when the caller did not make the offer", () => {
    it("reverts with LicenseMarketNotSeller", async () => {
      const { market, alice, mallory, terms } = await loadFixture(marketWithOffer);
      await expect(market.connect(mallory).updateOffer(1n, terms))
        .to.be.revertedWithCustomError(market, "LicenseMarketNotSeller")
        .withArgs(1n, mallory, alice);
    });
  });

  for (const change of [{ assetId: 2n }, { kind: AssetKind.Model }]) {
    describe(`when the terms name another asset (${Object.keys(change)})`, () => {
      it("reverts with LicenseMarketAssetChanged", async () => {
        const { market, alice, terms } = await loadFixture(marketWithOffer);
        await expect(market.connect(alice).updateOffer(1n, { ...terms, ...change }))
          .to.be.revertedWithCustomError(market, "LicenseMarketAssetChanged")
          .withArgs(1n, AssetKind.Dataset, 1n);
      });
    });
  }

  describe("given that the asset changed hands", () => {
    it("reverts with LicenseMarketSellerNotOwner", async () => {
      const { market, datasets, alice, bob, terms } = await loadFixture(marketWithOffer);
      await datasets.connect(alice).transferFrom(alice, bob, 1n);
      await expect(market.connect(alice).updateOffer(1n, terms))
        .to.be.revertedWithCustomError(market, "LicenseMarketSellerNotOwner")
        .withArgs(1n, alice, bob);
    });
  });

  describe("given a retired dataset", () => {
    it("reverts with LicenseMarketDatasetRetired", async () => {
      const { market, datasets, alice, terms } = await loadFixture(marketWithOffer);
      await datasets.connect(alice).retire(1n);
      await expect(market.connect(alice).updateOffer(1n, terms))
        .to.be.revertedWithCustomError(market, "LicenseMarketDatasetRetired")
        .withArgs(1n);
    });
  });

  describe("when the terms are out of bounds", () => {
    it("reverts with LicenseMarketUsesInvalid", async () => {
      const { market, alice, terms } = await loadFixture(marketWithOffer);
      await expect(market.connect(alice).updateOffer(1n, { ...terms, uses: 0n }))
        .to.be.revertedWithCustomError(market, "LicenseMarketUsesInvalid")
        .withArgs(0n, 31n);
    });

    it("reverts with TokenAllowListTokenNotAllowed", async () => {
      const { market, alice, mallory, terms } = await loadFixture(marketWithOffer);
      await expect(market.connect(alice).updateOffer(1n, { ...terms, currency: mallory.address }))
        .to.be.revertedWithCustomError(market, "TokenAllowListTokenNotAllowed")
        .withArgs(mallory);
    });
  });

  describe("when the seller changes the terms", () => {
    it("emits OfferUpdated and commits to the new terms", async () => {
      const { market, alice, terms } = await loadFixture(marketWithOffer);
      const newTerms = { ...terms, price: 2n * PRICE };
      await expect(market.connect(alice).updateOffer(1n, newTerms))
        .to.emit(market, "OfferUpdated")
        .withArgs(1n, 2n, Object.values(newTerms));
      const [offer, termsHash] = await market.offerOf(1n);
      expect([offer.revision, termsHash]).to.deep.equal([2n, termsHashOf(newTerms)]);
    });

    it("leaves licenses already sold alone (LIC-4)", async () => {
      const { market, alice, terms } = await loadFixture(marketWithLicense);
      const license = await market.licenseOf(1n);
      await market.connect(alice).updateOffer(1n, {
        ...terms,
        uses: 4n,
        durationSeconds: 1n,
        quota: 1n,
        revenueShareBps: 1n,
        termsDigest: digest("worse terms"),
      });
      expect(await market.licenseOf(1n)).to.deep.equal(license);
      expect(await market.termsHashOf(1n)).to.equal(termsHashOf(terms));
      expect(await market.revenueShareBpsOf(1n)).to.equal(500n);
    });
  });
});
