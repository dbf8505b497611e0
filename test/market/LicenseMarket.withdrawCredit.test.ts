import { expect } from "chai";
import { buildLicense, digest, marketWithLicense, networkHelpers, PAYMENT_TOKENS } from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;

async function creditInCallbackToken() {
  const state = await buildLicense({ tokenName: "CallbackToken" });
  await state.market.connect(state.alice).revoke(1n, digest("reason"));
  return state;
}

describe("LicenseMarket.withdrawCredit", () => {
  describe("when the caller has no credit", () => {
    it("reverts with LicenseMarketNoCredit", async () => {
      const { market, currency, mallory } = await loadFixture(marketWithLicense);
      await expect(market.connect(mallory).withdrawCredit(currency))
        .to.be.revertedWithCustomError(market, "LicenseMarketNoCredit")
        .withArgs(mallory, currency);
    });
  });

  for (const { name, arrivesPercent } of PAYMENT_TOKENS) {
    describe(`given a credit in ${name}`, () => {
      it("emits CreditWithdrawn and pays it out once", async () => {
        const { market, token, currency, alice, bob } = await buildLicense({ tokenName: name });
        await market.connect(alice).revoke(1n, digest("reason"));
        const credit = await market.creditOf(bob, currency);
        const before = [await token.balanceOf(bob), await token.balanceOf(market)] as const;
        await expect(market.connect(bob).withdrawCredit(currency))
          .to.emit(market, "CreditWithdrawn")
          .withArgs(bob, currency, credit);
        const arrives = credit - (credit * (100n - arrivesPercent)) / 100n;
        expect(await token.balanceOf(bob)).to.equal(before[0] + arrives);
        expect(await token.balanceOf(market)).to.equal(before[1] - credit);
        expect(await market.creditOf(bob, currency)).to.equal(0n);
        await expect(market.connect(bob).withdrawCredit(currency))
          .to.be.revertedWithCustomError(market, "LicenseMarketNoCredit")
          .withArgs(bob, currency);
      });
    });
  }

  describe("given that the currency is no longer allowed", () => {
    it("pays all the same", async () => {
      const { market, currency, governor, alice, bob } = await loadFixture(marketWithLicense);
      await market.connect(alice).revoke(1n, digest("reason"));
      await market.connect(governor).setTokenAllowed(currency, false);
      await expect(market.connect(bob).withdrawCredit(currency)).to.emit(market, "CreditWithdrawn");
    });
  });

  describe("when the token calls back into the market (ALL-1)", () => {
    it("is guarded", async () => {
      const { market, token, currency, bob } = await loadFixture(creditInCallbackToken);
      await token.getFunction("arm")(market, market.interface.encodeFunctionData("withdrawCredit", [currency]));
      const guard = market.interface.getError("ReentrancyGuardReentrantCall")!.selector;
      await expect(market.connect(bob).withdrawCredit(currency)).to.emit(token, "CallbackMade").withArgs(false, guard);
    });
  });
});
