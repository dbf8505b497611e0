import { expect } from "chai";
import {
  AssetKind,
  buildLicense,
  buildToken,
  DAY_SECONDS,
  digest,
  marketWithLicense,
  mineNextAt,
  networkHelpers,
  PRICE,
  termsFor,
} from "../support/marketFixture.ts";

const { loadFixture, time } = networkHelpers;

/** The license of 100 days, whose dataset's consent was withdrawn after 40. */
async function licenseWithoutConsent() {
  const state = await marketWithLicense();
  await mineNextAt(state.startsAt + 40n * DAY_SECONDS);
  await state.datasets.connect(state.alice).withdrawConsent(1n, digest("reason"));
  await time.increaseTo(state.startsAt + 70n * DAY_SECONDS);
  return state;
}

async function modelLicense() {
  const state = await buildToken();
  await state.models.connect(state.alice).register(digest("card"), digest("weights"));
  const terms = termsFor({ currency: state.currency, assetId: 1n, kind: AssetKind.Model });
  await state.market.connect(state.alice).createOffer(terms, 0n);
  await state.market.connect(state.bob).buy(1n, terms, PRICE, state.bob);
  return state;
}

describe("LicenseMarket.refundWithdrawn", () => {
  describe("when the license does not exist", () => {
    it("reverts with ERC721NonexistentToken", async () => {
      const { market } = await loadFixture(licenseWithoutConsent);
      await expect(market.refundWithdrawn(2n))
        .to.be.revertedWithCustomError(market, "ERC721NonexistentToken")
        .withArgs(2n);
    });
  });

  for (const [name, fixture] of [
    ["dataset", marketWithLicense],
    ["model", modelLicense],
  ] as const) {
    describe(`given a ${name} with consent`, () => {
      it("reverts with LicenseMarketConsentHolds", async () => {
        const { market } = await loadFixture(fixture);
        await expect(market.refundWithdrawn(1n))
          .to.be.revertedWithCustomError(market, "LicenseMarketConsentHolds")
          .withArgs(1n);
      });
    });
  }

  describe("given that consent was withdrawn", () => {
    const earned = (PRICE * 40n) / 100n;

    it("lets anyone close the escrow as of that time", async () => {
      const { market, currency, alice, bob, mallory } = await loadFixture(licenseWithoutConsent);
      expect(await market.earnedOf(1n)).to.equal(earned);
      await expect(market.connect(mallory).refundWithdrawn(1n))
        .to.emit(market, "EscrowClosed")
        .withArgs(1n, alice, bob, earned, PRICE - earned);
      expect(await market.creditOf(alice, currency)).to.equal(earned);
      expect(await market.creditOf(bob, currency)).to.equal(PRICE - earned);
      const license = await market.licenseOf(1n);
      expect([license.withdrawn, license.refunded, license.revokedAt]).to.deep.equal([earned, PRICE - earned, 0n]);
    });

    it("reverts with LicenseMarketEscrowClosed the second time, and after that a revocation does too", async () => {
      const { market, alice } = await loadFixture(licenseWithoutConsent);
      await market.refundWithdrawn(1n);
      for (const again of [market.refundWithdrawn(1n), market.connect(alice).revoke(1n, digest("reason"))]) {
        await expect(again).to.be.revertedWithCustomError(market, "LicenseMarketEscrowClosed").withArgs(1n);
      }
    });

    it("refunds as of the withdrawal also when the provider revokes later", async () => {
      const { market, currency, alice, bob } = await loadFixture(licenseWithoutConsent);
      await market.connect(alice).revoke(1n, digest("reason"));
      expect(await market.creditOf(bob, currency)).to.equal(PRICE - earned);
    });

    it("takes nothing back from a provider that withdrew in between", async () => {
      const { market, token, currency, alice, bob } = await loadFixture(licenseWithoutConsent);
      await market.withdraw([1n]);
      expect(await token.balanceOf(alice)).to.equal(earned);
      await market.refundWithdrawn(1n);
      expect(await market.creditOf(alice, currency)).to.equal(0n);
      expect(await market.creditOf(bob, currency)).to.equal(PRICE - earned);
    });
  });

  describe("given a provider that the token refuses", () => {
    it("refunds the holder all the same", async () => {
      const { market, token, datasets, currency, alice, bob } = await buildLicense({ tokenName: "BlocklistToken" });
      await datasets.connect(alice).withdrawConsent(1n, digest("reason"));
      await token.getFunction("setBlocked")(alice, true);
      await market.refundWithdrawn(1n);
      const refund = await market.creditOf(bob, currency);
      const before = await token.balanceOf(bob);
      await market.connect(bob).withdrawCredit(currency);
      expect(await token.balanceOf(bob)).to.equal(before + refund);
    });
  });
});
