import { expect } from "chai";
import {
  AssetKind,
  buildLicense,
  COOLING_OFF_SECONDS,
  DAY_SECONDS,
  digest,
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

describe("LicenseMarket.revoke", () => {
  describe("when the license does not exist", () => {
    it("reverts with ERC721NonexistentToken", async () => {
      const { market, alice } = await loadFixture(marketWithLicense);
      await expect(market.connect(alice).revoke(2n, digest("reason")))
        .to.be.revertedWithCustomError(market, "ERC721NonexistentToken")
        .withArgs(2n);
    });
  });

  describe("when the caller does not own the asset", () => {
    it("reverts with LicenseMarketNotAssetOwner", async () => {
      const { market, alice, bob } = await loadFixture(marketWithLicense);
      await expect(market.connect(bob).revoke(1n, digest("reason")))
        .to.be.revertedWithCustomError(market, "LicenseMarketNotAssetOwner")
        .withArgs(AssetKind.Dataset, 1n, bob, alice);
    });
  });

  describe("given a revoked license", () => {
    it("reverts with LicenseMarketEscrowClosed", async () => {
      const { market, alice } = await loadFixture(marketWithLicense);
      await market.connect(alice).revoke(1n, digest("reason"));
      await expect(market.connect(alice).revoke(1n, digest("again")))
        .to.be.revertedWithCustomError(market, "LicenseMarketEscrowClosed")
        .withArgs(1n);
    });
  });

  for (const { name, arrivesPercent } of PAYMENT_TOKENS) {
    describe(`given a license of 100 days in ${name}, revoked after 40, with 10 withdrawn`, () => {
      const paid = (PRICE * arrivesPercent) / 100n;
      const revocable = async () => {
        const state = await buildLicense({ tokenName: name });
        await mineNextAt(state.startsAt + 10n * DAY_SECONDS);
        await state.market.withdraw([1n]);
        await mineNextAt(state.startsAt + 40n * DAY_SECONDS);
        return state;
      };
      const due = (paid * 40n) / 100n - (paid * 10n) / 100n;
      const refund = paid - (paid * 40n) / 100n;

      it("emits LicenseRevoked, EscrowClosed and both credits", async () => {
        const { market, currency, alice, bob } = await revocable();
        const transaction = market.connect(alice).revoke(1n, digest("reason"));
        await expect(transaction).to.emit(market, "LicenseRevoked").withArgs(1n, digest("reason"));
        await expect(transaction).to.emit(market, "EscrowClosed").withArgs(1n, alice, bob, due, refund);
        await expect(transaction).to.emit(market, "CreditAdded").withArgs(alice, currency, due);
        await expect(transaction).to.emit(market, "CreditAdded").withArgs(bob, currency, refund);
      });

      it("splits the fee to the unit (LIC-2) and leaves the money until it is fetched (LIC-1)", async () => {
        const { market, token, currency, alice, bob, startsAt } = await revocable();
        await market.connect(alice).revoke(1n, digest("reason"));
        const license = await market.licenseOf(1n);
        expect(license.withdrawn + license.refunded).to.equal(paid);
        expect(license.refunded).to.equal(refund);
        expect(license.revokedAt).to.equal(startsAt + 40n * DAY_SECONDS);
        expect(await token.balanceOf(market)).to.equal(due + refund);
        expect(await market.creditOf(alice, currency)).to.equal(due);
        expect(await market.creditOf(bob, currency)).to.equal(refund);
        await time.increase(100n * DAY_SECONDS);
        expect(await market.earnedOf(1n)).to.equal((paid * 40n) / 100n);
        await expect(market.withdraw([1n])).not.to.emit(market, "EarningsWithdrawn");
      });
    });
  }

  describe("given a perpetual license, revoked within 14 days", () => {
    it("refunds the holder of today", async () => {
      const { market, currency, alice, bob, carol, startsAt } = await loadFixture(marketWithTransferableLicense);
      await market.connect(bob).transferFrom(bob, carol, 1n);
      await mineNextAt(startsAt + COOLING_OFF_SECONDS / 4n);
      await market.connect(alice).revoke(1n, digest("reason"));
      expect(await market.creditOf(carol, currency)).to.equal((PRICE * 3n) / 4n);
      expect(await market.creditOf(bob, currency)).to.equal(0n);
    });
  });

  describe("given a perpetual license, revoked after 14 days", () => {
    it("refunds nothing", async () => {
      const { market, currency, alice, bob, startsAt } = await loadFixture(marketWithTransferableLicense);
      await mineNextAt(startsAt + COOLING_OFF_SECONDS);
      await expect(market.connect(alice).revoke(1n, digest("reason")))
        .to.emit(market, "EscrowClosed")
        .withArgs(1n, alice, bob, PRICE, 0n);
      expect(await market.creditOf(bob, currency)).to.equal(0n);
    });
  });

  describe("given that the dataset changed hands", () => {
    it("obeys its owner of today", async () => {
      const { market, datasets, alice, carol } = await loadFixture(marketWithLicense);
      await datasets.connect(alice).transferFrom(alice, carol, 1n);
      await expect(market.connect(carol).revoke(1n, digest("reason")))
        .to.emit(market, "LicenseRevoked")
        .withArgs(1n, digest("reason"));
    });
  });

  describe("given a holder that the token refuses (L5)", () => {
    it("revokes all the same", async () => {
      const { market, token, currency, alice, bob, startsAt } = await loadFixture(licenseInBlocklistToken);
      await token.getFunction("setBlocked")(bob, true);
      await mineNextAt(startsAt + 50n * DAY_SECONDS);
      await market.connect(alice).revoke(1n, digest("reason"));
      expect(await market.creditOf(bob, currency)).to.equal(PRICE / 2n);
      await expect(market.connect(bob).withdrawCredit(currency))
        .to.be.revertedWithCustomError(token, "BlocklistTokenBlocked")
        .withArgs(bob);
      await market.connect(alice).withdrawCredit(currency);
      expect(await token.balanceOf(alice)).to.equal(PRICE / 2n);
    });
  });
});
