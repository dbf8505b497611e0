import { expect } from "chai";
import {
  AssetKind,
  digest,
  ethers,
  marketWithOffer,
  marketWithToken,
  networkHelpers,
  termsFor,
  termsHashOf,
  UNLIMITED,
} from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;

async function datasetWithoutOffer() {
  const state = await marketWithToken();
  await state.datasets.connect(state.alice).register(digest("manifest"));
  return { ...state, terms: termsFor({ currency: state.currency, assetId: 1n }) };
}

describe("LicenseMarket.createOffer", () => {
  describe("when the asset does not exist", () => {
    for (const [name, kind] of Object.entries(AssetKind)) {
      it(`reverts with ERC721NonexistentToken for a ${name}`, async () => {
        const { market, datasets, alice, terms } = await loadFixture(datasetWithoutOffer);
        await expect(market.connect(alice).createOffer({ ...terms, kind, assetId: 2n }, 0n))
          .to.be.revertedWithCustomError(datasets, "ERC721NonexistentToken")
          .withArgs(2n);
      });
    }
  });

  describe("when the caller does not own the asset", () => {
    it("reverts with LicenseMarketNotAssetOwner for a dataset", async () => {
      const { market, alice, mallory, terms } = await loadFixture(datasetWithoutOffer);
      await expect(market.connect(mallory).createOffer(terms, 0n))
        .to.be.revertedWithCustomError(market, "LicenseMarketNotAssetOwner")
        .withArgs(AssetKind.Dataset, 1n, mallory, alice);
    });

    it("reverts with LicenseMarketNotAssetOwner for a model", async () => {
      const { market, models, alice, bob, terms } = await loadFixture(datasetWithoutOffer);
      await models.connect(bob).register(digest("card"), digest("weights"));
      await expect(market.connect(alice).createOffer({ ...terms, kind: AssetKind.Model }, 0n))
        .to.be.revertedWithCustomError(market, "LicenseMarketNotAssetOwner")
        .withArgs(AssetKind.Model, 1n, alice, bob);
    });
  });

  describe("given a retired dataset", () => {
    it("reverts with LicenseMarketDatasetRetired", async () => {
      const { market, datasets, alice, terms } = await loadFixture(datasetWithoutOffer);
      await datasets.connect(alice).retire(1n);
      await expect(market.connect(alice).createOffer(terms, 0n))
        .to.be.revertedWithCustomError(market, "LicenseMarketDatasetRetired")
        .withArgs(1n);
    });
  });

  describe("given that consent was withdrawn", () => {
    it("reverts with LicenseMarketConsentWithdrawn", async () => {
      const { market, datasets, alice, terms } = await loadFixture(datasetWithoutOffer);
      await datasets.connect(alice).withdrawConsent(1n, digest("reason"));
      const withdrawnAt = await networkHelpers.time.latest();
      await expect(market.connect(alice).createOffer(terms, 0n))
        .to.be.revertedWithCustomError(market, "LicenseMarketConsentWithdrawn")
        .withArgs(1n, withdrawnAt);
    });
  });

  describe("when the terms are out of bounds", () => {
    it("reverts with TokenAllowListTokenNotAllowed", async () => {
      const { market, alice, mallory, terms } = await loadFixture(datasetWithoutOffer);
      await expect(market.connect(alice).createOffer({ ...terms, currency: mallory.address }, 0n))
        .to.be.revertedWithCustomError(market, "TokenAllowListTokenNotAllowed")
        .withArgs(mallory);
    });

    for (const uses of [0n, 32n, 129n, 255n]) {
      it(`reverts with LicenseMarketUsesInvalid for ${uses}`, async () => {
        const { market, alice, terms } = await loadFixture(datasetWithoutOffer);
        await expect(market.connect(alice).createOffer({ ...terms, uses }, 0n))
          .to.be.revertedWithCustomError(market, "LicenseMarketUsesInvalid")
          .withArgs(uses, 31n);
      });
    }

    it("reverts with LicenseMarketRoyaltyTooHigh", async () => {
      const { market, alice, terms } = await loadFixture(datasetWithoutOffer);
      await expect(market.connect(alice).createOffer({ ...terms, resaleRoyaltyBps: 1_001n }, 0n))
        .to.be.revertedWithCustomError(market, "LicenseMarketRoyaltyTooHigh")
        .withArgs(1_001n, 1_000n);
    });

    it("reverts with LicenseMarketRevenueShareTooHigh", async () => {
      const { market, alice, terms } = await loadFixture(datasetWithoutOffer);
      await expect(market.connect(alice).createOffer({ ...terms, revenueShareBps: 5_001n }, 0n))
        .to.be.revertedWithCustomError(market, "LicenseMarketRevenueShareTooHigh")
        .withArgs(5_001n, 5_000n);
    });
  });

  describe("when the owner offers a dataset", () => {
    it("emits OfferCreated and commits to the terms", async () => {
      const { market, alice, terms } = await loadFixture(datasetWithoutOffer);
      await expect(market.connect(alice).createOffer(terms, 3n))
        .to.emit(market, "OfferCreated")
        .withArgs(1n, alice, 1n, 3n, Object.values(terms));
      expect(await market.offerOf(1n)).to.deep.equal([
        [AssetKind.Dataset, 1n, alice.address, 1n, 3n, false],
        termsHashOf(terms),
      ]);
    });

    it("takes the limits of the terms, and a price of 0", async () => {
      const { market, alice, terms } = await loadFixture(datasetWithoutOffer);
      const limits = { ...terms, uses: 31n, resaleRoyaltyBps: 1_000n, revenueShareBps: 5_000n, price: 0n };
      await market.connect(alice).createOffer(limits, 0n);
      const [offer, termsHash] = await market.offerOf(1n);
      expect([offer.remaining, termsHash]).to.deep.equal([UNLIMITED, termsHashOf(limits)]);
    });
  });

  describe("when the owner offers a model", () => {
    it("emits OfferCreated", async () => {
      const { market, models, bob, terms } = await loadFixture(datasetWithoutOffer);
      await models.connect(bob).register(digest("card"), digest("weights"));
      const modelTerms = { ...terms, kind: AssetKind.Model };
      await expect(market.connect(bob).createOffer(modelTerms, 0n))
        .to.emit(market, "OfferCreated")
        .withArgs(1n, bob, 1n, 0n, Object.values(modelTerms));
    });
  });
});

describe("LicenseMarket.offerOf", () => {
  it("reverts with LicenseMarketOfferUnknown", async () => {
    const { market } = await loadFixture(marketWithOffer);
    await expect(market.offerOf(2n)).to.be.revertedWithCustomError(market, "LicenseMarketOfferUnknown").withArgs(2n);
  });
});

describe("LicenseMarket.setTokenAllowed", () => {
  it("reverts with AccessManagedUnauthorized for all but the governor", async () => {
    const { market, mallory } = await loadFixture(marketWithToken);
    await expect(market.connect(mallory).setTokenAllowed(mallory, true))
      .to.be.revertedWithCustomError(market, "AccessManagedUnauthorized")
      .withArgs(mallory);
  });

  it("emits TokenAllowanceSet, and lists what is allowed now", async () => {
    const { market, governor, currency, mallory } = await loadFixture(marketWithToken);
    expect(await market.isTokenAllowed(mallory)).to.equal(false);
    await expect(market.connect(governor).setTokenAllowed(mallory, true))
      .to.emit(market, "TokenAllowanceSet")
      .withArgs(mallory, true);
    expect(await market.isTokenAllowed(mallory)).to.equal(true);
    expect(await market.allowedTokens()).to.deep.equal([currency, mallory.address]);
    await expect(market.connect(governor).setTokenAllowed(currency, false))
      .to.emit(market, "TokenAllowanceSet")
      .withArgs(currency, false);
    expect(await market.allowedTokens()).to.deep.equal([mallory.address]);
    await market.connect(governor).setTokenAllowed(currency, true);
    expect(await market.allowedTokens()).to.deep.equal([currency, mallory.address]);
    expect(await market.isTokenAllowed(ethers.ZeroAddress)).to.equal(false);
  });
});
