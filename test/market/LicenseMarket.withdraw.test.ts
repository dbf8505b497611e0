import { expect } from "chai";
import {
  buildLicense,
  COOLING_OFF_SECONDS,
  DAY_SECONDS,
  digest,
  ethers,
  marketWithLicense,
  marketWithTransferableLicense,
  mineNextAt,
  networkHelpers,
  PAYMENT_TOKENS,
  PRICE,
} from "../support/marketFixture.ts";

const { loadFixture, time } = networkHelpers;

async function licenseInBlocklistToken() {
  return buildLicense({ tokenName: "BlocklistToken" });
}

async function licenseInCallbackToken() {
  return buildLicense({ tokenName: "CallbackToken" });
}

/** Two licenses on alice's dataset and one on carol's, all bought by bob. */
async function threeLicenses() {
  const state = await marketWithLicense();
  const { market, bob, carol, terms } = state;
  await market.connect(bob).buy(1n, terms, PRICE, bob);
  const { datasetId, offerId } = await market
    .connect(carol)
    .listDataset.staticCall(digest("hers"), { ...terms, assetId: 0n }, 0n);
  await market.connect(carol).listDataset(digest("hers"), { ...terms, assetId: 0n }, 0n);
  await market.connect(bob).buy(offerId, { ...terms, assetId: datasetId }, PRICE, bob);
  return state;
}

describe("LicenseMarket.withdraw", () => {
  for (const { name, arrivesPercent } of PAYMENT_TOKENS) {
    describe(`given a license of 100 days in ${name}`, () => {
      const licenseInToken = async () => buildLicense({ tokenName: name });
      const paid = (PRICE * arrivesPercent) / 100n;
      const afterFee = (amount: bigint) => amount - (amount * (100n - arrivesPercent)) / 100n;

      it("pays the provider what a quarter of the time earned", async () => {
        const { market, token, currency, alice, mallory, startsAt } = await loadFixture(licenseInToken);
        await mineNextAt(startsAt + 25n * DAY_SECONDS);
        await expect(market.connect(mallory).withdraw([1n]))
          .to.emit(market, "EarningsWithdrawn")
          .withArgs(1n, alice, currency, paid / 4n);
        expect(await token.balanceOf(alice)).to.equal(afterFee(paid / 4n));
        expect(await token.balanceOf(market)).to.equal(paid - paid / 4n);
        expect((await market.licenseOf(1n)).withdrawn).to.equal(paid / 4n);
        expect(await market.earnedOf(1n)).to.equal(paid / 4n);
      });

      it("pays everything by the end, to the unit, and then nothing (LIC-2, LIC-6)", async () => {
        const { market, token, alice, mallory, startsAt } = await loadFixture(licenseInToken);
        await mineNextAt(startsAt + 33n * DAY_SECONDS + 7n);
        await market.connect(mallory).withdraw([1n]);
        await time.increaseTo(startsAt + 200n * DAY_SECONDS);
        await market.connect(mallory).withdraw([1n]);
        expect((await market.licenseOf(1n)).withdrawn).to.equal(paid);
        expect(await token.balanceOf(market)).to.equal(0n);
        const before = await token.balanceOf(alice);
        await expect(market.connect(mallory).withdraw([1n])).not.to.emit(market, "EarningsWithdrawn");
        expect(await token.balanceOf(alice)).to.equal(before);
      });
    });
  }

  describe("given a perpetual license", () => {
    it("pays over 14 days", async () => {
      const { market, token, alice, startsAt } = await loadFixture(marketWithTransferableLicense);
      await mineNextAt(startsAt + COOLING_OFF_SECONDS / 2n);
      await market.withdraw([1n]);
      expect(await token.balanceOf(alice)).to.equal(PRICE / 2n);
      await mineNextAt(startsAt + COOLING_OFF_SECONDS);
      await market.withdraw([1n]);
      expect(await token.balanceOf(alice)).to.equal(PRICE);
    });
  });

  describe("given that the dataset changed hands", () => {
    it("pays its owner of today", async () => {
      const { market, token, datasets, alice, carol, startsAt } = await loadFixture(marketWithLicense);
      await datasets.connect(alice).transferFrom(alice, carol, 1n);
      const before = await token.balanceOf(carol);
      await mineNextAt(startsAt + 10n * DAY_SECONDS);
      await market.withdraw([1n]);
      expect(await token.balanceOf(carol)).to.equal(before + PRICE / 10n);
      expect(await token.balanceOf(alice)).to.equal(0n);
    });
  });

  describe("given that consent was withdrawn", () => {
    it("pays what was earned until then", async () => {
      const { market, token, datasets, alice, startsAt } = await loadFixture(marketWithLicense);
      await mineNextAt(startsAt + 10n * DAY_SECONDS);
      await datasets.connect(alice).withdrawConsent(1n, digest("reason"));
      await time.increaseTo(startsAt + 90n * DAY_SECONDS);
      await market.withdraw([1n]);
      expect(await token.balanceOf(alice)).to.equal(PRICE / 10n);
    });
  });

  describe("given several licenses", () => {
    it("pays each provider, with one transfer for neighbors", async () => {
      const { market, token, alice, carol, startsAt } = await loadFixture(threeLicenses);
      const before = await token.balanceOf(carol);
      await time.increaseTo(startsAt + 200n * DAY_SECONDS);
      const transaction = await market.withdraw([1n, 2n, 3n, 1n]);
      expect(await token.balanceOf(alice)).to.equal(2n * PRICE);
      expect(await token.balanceOf(carol)).to.equal(before + PRICE);
      const receipt = await transaction.wait();
      const transfers = receipt?.logs.filter((log) => log.topics[0] === ethers.id("Transfer(address,address,uint256)"));
      expect(transfers?.length).to.equal(2);
    });

    it("does nothing for none", async () => {
      const { market } = await loadFixture(threeLicenses);
      await expect(market.withdraw([])).not.to.emit(market, "EarningsWithdrawn");
    });
  });

  describe("when a license does not exist", () => {
    it("reverts with ERC721NonexistentToken", async () => {
      const { market } = await loadFixture(marketWithLicense);
      await expect(market.withdraw([1n, 2n]))
        .to.be.revertedWithCustomError(market, "ERC721NonexistentToken")
        .withArgs(2n);
    });
  });

  describe("given a provider that the token refuses", () => {
    it("credits the provider instead, and the escrow closes all the same (LIC-6)", async () => {
      const { market, token, currency, alice, startsAt } = await loadFixture(licenseInBlocklistToken);
      await token.getFunction("setBlocked")(alice, true);
      await time.increaseTo(startsAt + 200n * DAY_SECONDS);
      await expect(market.withdraw([1n]))
        .to.emit(market, "CreditAdded")
        .withArgs(alice, currency, PRICE);
      expect(await market.creditOf(alice, currency)).to.equal(PRICE);
      expect(await token.balanceOf(market)).to.equal(PRICE);
      await token.getFunction("setBlocked")(alice, false);
      await market.connect(alice).withdrawCredit(currency);
      expect(await token.balanceOf(alice)).to.equal(PRICE);
    });
  });

  describe("when the token calls back into the market (ALL-1)", () => {
    it("pays once", async () => {
      const { market, token, alice, startsAt } = await loadFixture(licenseInCallbackToken);
      await time.increaseTo(startsAt + 200n * DAY_SECONDS);
      await token.getFunction("arm")(market, market.interface.encodeFunctionData("withdraw", [[1n]]));
      const guard = market.interface.getError("ReentrancyGuardReentrantCall")!.selector;
      await expect(market.withdraw([1n]))
        .to.emit(token, "CallbackMade")
        .withArgs(false, guard);
      expect(await token.balanceOf(alice)).to.equal(PRICE);
    });
  });
});
