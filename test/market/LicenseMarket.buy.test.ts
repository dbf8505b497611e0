import { expect } from "chai";
import {
  AssetKind,
  asObject,
  buildOffer,
  buildToken,
  DAY_SECONDS,
  digest,
  EVALUATE,
  ethers,
  marketWithOffer,
  networkHelpers,
  PAYMENT_TOKENS,
  PRICE,
  TRAIN,
  termsFor,
  termsHashOf,
  UNLIMITED,
} from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;

async function offerWithOneLicense() {
  return buildOffer({ cap: 1n });
}

async function freeOffer() {
  return buildOffer({ overrides: { price: 0n } });
}

async function perpetualTransferableOffer() {
  return buildOffer({
    overrides: { durationSeconds: 0n, isTransferable: true, resaleRoyaltyBps: 1_000n, quota: 7n, revenueShareBps: 1n },
  });
}

async function offerInCallbackToken() {
  return buildOffer({ tokenName: "CallbackToken" });
}

async function modelOffer() {
  const state = await buildToken();
  await state.models.connect(state.alice).register(digest("card"), digest("weights"));
  const terms = termsFor({ currency: state.currency, assetId: 1n, kind: AssetKind.Model });
  await state.market.connect(state.alice).createOffer(terms, 0n);
  return { ...state, terms };
}

describe("LicenseMarket.buy", () => {
  describe("when the offer does not exist", () => {
    it("reverts with LicenseMarketOfferUnknown", async () => {
      const { market, bob, terms } = await loadFixture(marketWithOffer);
      await expect(market.connect(bob).buy(2n, terms, PRICE, bob))
        .to.be.revertedWithCustomError(market, "LicenseMarketOfferUnknown")
        .withArgs(2n);
    });
  });

  describe("when the terms are stale", () => {
    it("reverts with LicenseMarketStaleTerms after an update (LIC-5)", async () => {
      const { market, alice, bob, terms } = await loadFixture(marketWithOffer);
      const newTerms = { ...terms, termsDigest: digest("worse terms") };
      await market.connect(alice).updateOffer(1n, newTerms);
      await expect(market.connect(bob).buy(1n, terms, PRICE, bob))
        .to.be.revertedWithCustomError(market, "LicenseMarketStaleTerms")
        .withArgs(1n, termsHashOf(terms), termsHashOf(newTerms));
    });

    for (const change of [
      { assetId: 2n },
      { uses: 31n },
      { durationSeconds: 0n },
      { quota: 1n },
      { isTransferable: true },
      { resaleRoyaltyBps: 1n },
      { revenueShareBps: 0n },
      { price: 1n },
      { policyDigest: digest("other policy") },
      { termsDigest: digest("other terms") },
    ]) {
      it(`reverts with LicenseMarketStaleTerms for another ${Object.keys(change)}`, async () => {
        const { market, bob, terms } = await loadFixture(marketWithOffer);
        const forged = { ...terms, ...change };
        await expect(market.connect(bob).buy(1n, forged, PRICE, bob))
          .to.be.revertedWithCustomError(market, "LicenseMarketStaleTerms")
          .withArgs(1n, termsHashOf(forged), termsHashOf(terms));
      });
    }
  });

  describe("when the price is above the buyer's limit", () => {
    it("reverts with LicenseMarketPriceAboveMax (LIC-5)", async () => {
      const { market, bob, terms } = await loadFixture(marketWithOffer);
      await expect(market.connect(bob).buy(1n, terms, PRICE - 1n, bob))
        .to.be.revertedWithCustomError(market, "LicenseMarketPriceAboveMax")
        .withArgs(PRICE, PRICE - 1n);
    });
  });

  describe("when the allowance is too small", () => {
    it("reverts with the token's error", async () => {
      const { market, token, bob, terms } = await loadFixture(marketWithOffer);
      await token.connect(bob).approve(market, PRICE - 1n);
      await expect(market.connect(bob).buy(1n, terms, PRICE, bob))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(market, PRICE - 1n, PRICE);
    });

    it("reverts with SafeERC20FailedOperation where the token only returns false", async () => {
      const { market, token, bob, terms } = await buildOffer({ tokenName: "ReturnsFalseToken" });
      await token.connect(bob).approve(market, PRICE - 1n);
      await expect(market.connect(bob).buy(1n, terms, PRICE, bob))
        .to.be.revertedWithCustomError(market, "SafeERC20FailedOperation")
        .withArgs(token);
    });
  });

  describe("when nobody is to get the license", () => {
    it("reverts with ERC721InvalidReceiver", async () => {
      const { market, bob, terms } = await loadFixture(marketWithOffer);
      await expect(market.connect(bob).buy(1n, terms, PRICE, ethers.ZeroAddress))
        .to.be.revertedWithCustomError(market, "ERC721InvalidReceiver")
        .withArgs(ethers.ZeroAddress);
    });
  });

  describe("when a contract that cannot receive is to get the license", () => {
    it("reverts with ERC721InvalidReceiver", async () => {
      const { market, datasets, bob, terms } = await loadFixture(marketWithOffer);
      await expect(market.connect(bob).buy(1n, terms, PRICE, datasets))
        .to.be.revertedWithCustomError(market, "ERC721InvalidReceiver")
        .withArgs(datasets);
    });
  });

  describe("given that the last license is sold", () => {
    it("reverts with LicenseMarketSoldOut (LIC-7)", async () => {
      const { market, bob, carol, terms } = await loadFixture(offerWithOneLicense);
      await market.connect(bob).buy(1n, terms, PRICE, bob);
      expect((await market.offerOf(1n)).offer.remaining).to.equal(0n);
      await expect(market.connect(carol).buy(1n, terms, PRICE, carol))
        .to.be.revertedWithCustomError(market, "LicenseMarketSoldOut")
        .withArgs(1n);
    });
  });

  describe("given that the asset changed hands", () => {
    it("reverts with LicenseMarketSellerNotOwner, until it comes back", async () => {
      const { market, datasets, alice, bob, carol, terms } = await loadFixture(marketWithOffer);
      await datasets.connect(alice).transferFrom(alice, carol, 1n);
      await expect(market.connect(bob).buy(1n, terms, PRICE, bob))
        .to.be.revertedWithCustomError(market, "LicenseMarketSellerNotOwner")
        .withArgs(1n, alice, carol);
      await datasets.connect(carol).transferFrom(carol, alice, 1n);
      await expect(market.connect(bob).buy(1n, terms, PRICE, bob)).to.emit(market, "LicenseBought");
    });
  });

  describe("given a retired dataset", () => {
    it("reverts with LicenseMarketDatasetRetired", async () => {
      const { market, datasets, alice, bob, terms } = await loadFixture(marketWithOffer);
      await datasets.connect(alice).retire(1n);
      await expect(market.connect(bob).buy(1n, terms, PRICE, bob))
        .to.be.revertedWithCustomError(market, "LicenseMarketDatasetRetired")
        .withArgs(1n);
    });
  });

  describe("given that consent was withdrawn", () => {
    it("reverts with LicenseMarketConsentWithdrawn", async () => {
      const { market, datasets, alice, bob, terms } = await loadFixture(marketWithOffer);
      await datasets.connect(alice).withdrawConsent(1n, digest("reason"));
      const withdrawnAt = await networkHelpers.time.latest();
      await expect(market.connect(bob).buy(1n, terms, PRICE, bob))
        .to.be.revertedWithCustomError(market, "LicenseMarketConsentWithdrawn")
        .withArgs(1n, withdrawnAt);
    });
  });

  describe("given that the currency is no longer allowed", () => {
    it("reverts with TokenAllowListTokenNotAllowed", async () => {
      const { market, governor, bob, currency, terms } = await loadFixture(marketWithOffer);
      await market.connect(governor).setTokenAllowed(currency, false);
      await expect(market.connect(bob).buy(1n, terms, PRICE, bob))
        .to.be.revertedWithCustomError(market, "TokenAllowListTokenNotAllowed")
        .withArgs(currency);
    });
  });

  for (const { name, arrivesPercent } of PAYMENT_TOKENS) {
    describe(`given an offer in ${name}`, () => {
      const offerInToken = async () => buildOffer({ tokenName: name });
      const arrives = (PRICE * arrivesPercent) / 100n;

      it("emits Transfer and LicenseBought", async () => {
        const { market, bob, carol, terms } = await loadFixture(offerInToken);
        const transaction = market.connect(bob).buy(1n, terms, PRICE, carol);
        await expect(transaction).to.emit(market, "Transfer").withArgs(ethers.ZeroAddress, carol, 1n);
        await expect(transaction).to.emit(market, "LicenseBought").withArgs(1n, 1n, carol, bob, 1n, arrives);
      });

      it("freezes the terms and escrows what arrived", async () => {
        const { market, token, currency, bob, carol, terms } = await loadFixture(offerInToken);
        const before = await token.balanceOf(bob);
        await market.connect(bob).buy(1n, terms, PRICE, carol);
        const startsAt = BigInt(await networkHelpers.time.latest());
        expect(await token.balanceOf(bob)).to.equal(before - PRICE);
        expect(await token.balanceOf(market)).to.equal(arrives);
        expect(await market.ownerOf(1n)).to.equal(carol.address);
        expect(await market.balanceOf(carol)).to.equal(1n);
        expect(asObject(await market.licenseOf(1n))).to.deep.equal({
          offerId: 1n,
          revision: 1n,
          uses: TRAIN | EVALUATE,
          isTransferable: false,
          startsAt,
          expiresAt: startsAt + 100n * DAY_SECONDS,
          revokedAt: 0n,
          quota: 0n,
          used: 0n,
          resaleRoyaltyBps: 0n,
          revenueShareBps: 500n,
          currency,
          paid: arrives,
          withdrawn: 0n,
          refunded: 0n,
        });
        expect(await market.termsHashOf(1n)).to.equal(termsHashOf(terms));
        expect(await market.assetOf(1n)).to.deep.equal([AssetKind.Dataset, 1n]);
        expect((await market.offerOf(1n)).offer.remaining).to.equal(UNLIMITED);
      });
    });
  }

  describe("given other terms", () => {
    it("freezes a perpetual, transferable license with a quota", async () => {
      const { market, bob, terms } = await loadFixture(perpetualTransferableOffer);
      await market.connect(bob).buy(1n, terms, PRICE, bob);
      const license = await market.licenseOf(1n);
      expect(license.expiresAt).to.equal(0n);
      expect(license.isTransferable).to.equal(true);
      expect(license.uses).to.equal(TRAIN | EVALUATE);
      expect([license.quota, license.resaleRoyaltyBps, license.revenueShareBps]).to.deep.equal([7n, 1_000n, 1n]);
    });

    it("sells for nothing", async () => {
      const { market, token, mallory, terms } = await loadFixture(freeOffer);
      await token.connect(mallory).approve(market, 0n);
      await expect(market.connect(mallory).buy(1n, terms, 0n, mallory))
        .to.emit(market, "LicenseBought")
        .withArgs(1n, 1n, mallory, mallory, 1n, 0n);
      expect(await token.balanceOf(market)).to.equal(0n);
    });

    it("sells a license on a model", async () => {
      const { market, bob, terms } = await loadFixture(modelOffer);
      await market.connect(bob).buy(1n, terms, PRICE, bob);
      expect(await market.assetOf(1n)).to.deep.equal([AssetKind.Model, 1n]);
    });
  });

  describe("when the token calls back into the market (ALL-1)", () => {
    it("refuses the second purchase and escrows one price", async () => {
      const { market, token, bob, terms } = await loadFixture(offerInCallbackToken);
      await token.getFunction("arm")(
        market,
        market.interface.encodeFunctionData("buy", [1n, terms, PRICE, bob.address]),
      );
      const guard = market.interface.getError("ReentrancyGuardReentrantCall")!.selector;
      await expect(market.connect(bob).buy(1n, terms, PRICE, bob))
        .to.emit(token, "CallbackMade")
        .withArgs(false, guard);
      expect((await market.licenseOf(1n)).paid).to.equal(PRICE);
      expect(await token.balanceOf(market)).to.equal(PRICE);
    });
  });

  describe("when the receiver calls back into the market (ALL-1, L4)", () => {
    it("finds the license complete and the market guarded", async () => {
      const { market, bob, terms } = await loadFixture(marketWithOffer);
      const receiver = await ethers.deployContract("ReentrantBuyer");
      await receiver.getFunction("arm")(market, market.interface.encodeFunctionData("withdraw", [[1n]]));
      const guard = market.interface.getError("ReentrancyGuardReentrantCall")!.selector;
      await expect(market.connect(bob).buy(1n, terms, PRICE, receiver))
        .to.emit(receiver, "CallbackMade")
        .withArgs(false, guard);
      expect(await market.ownerOf(1n)).to.equal(await receiver.getAddress());
    });
  });
});
