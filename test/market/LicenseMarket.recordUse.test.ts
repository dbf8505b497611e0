import { expect } from "chai";
import {
  buildLicense,
  digest,
  EVALUATE,
  INFER,
  marketWithLicense,
  networkHelpers,
  TRAIN,
} from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;
const ROUND_ID = 7n;
const MODEL_VERSION = 2n;
const UPDATE = digest("update");

async function licenseForTwoUses() {
  return buildLicense({ overrides: { quota: 2n } });
}

for (const name of ["recordUse", "recordUseFor"] as const) {
  describe(`LicenseMarket.${name}`, () => {
    type State = Awaited<ReturnType<typeof marketWithLicense>>;
    const record = ({ market, rounds }: State, who: State["bob"], use: bigint) =>
      name === "recordUse"
        ? market.connect(who).recordUse(1n, use, ROUND_ID, MODEL_VERSION, UPDATE)
        : market.connect(rounds).recordUseFor(who, 1n, use, ROUND_ID, MODEL_VERSION, UPDATE);

    describe("when the license does not permit the use", () => {
      it("reverts with LicenseMarketNotValid", async () => {
        const state = await loadFixture(marketWithLicense);
        await expect(record(state, state.bob, INFER))
          .to.be.revertedWithCustomError(state.market, "LicenseMarketNotValid")
          .withArgs(1n, state.bob, INFER);
      });
    });

    describe("when the user is a stranger", () => {
      it("reverts with LicenseMarketNotValid", async () => {
        const state = await loadFixture(marketWithLicense);
        await expect(record(state, state.mallory, TRAIN))
          .to.be.revertedWithCustomError(state.market, "LicenseMarketNotValid")
          .withArgs(1n, state.mallory, TRAIN);
      });
    });

    describe("given an exhausted quota", () => {
      it("reverts with LicenseMarketNotValid (LIC-3)", async () => {
        const state = await loadFixture(licenseForTwoUses);
        await record(state, state.bob, TRAIN);
        await record(state, state.bob, EVALUATE);
        await expect(record(state, state.bob, TRAIN))
          .to.be.revertedWithCustomError(state.market, "LicenseMarketNotValid")
          .withArgs(1n, state.bob, TRAIN);
        expect((await state.market.licenseOf(1n)).used).to.equal(2n);
      });
    });

    describe("when the holder may use it", () => {
      it("emits LicenseUsed and counts the use", async () => {
        const state = await loadFixture(marketWithLicense);
        await expect(record(state, state.bob, TRAIN | EVALUATE))
          .to.emit(state.market, "LicenseUsed")
          .withArgs(1n, state.bob, ROUND_ID, TRAIN | EVALUATE, MODEL_VERSION, UPDATE);
        expect((await state.market.licenseOf(1n)).used).to.equal(1n);
      });
    });

    describe("when the assigned user may use it", () => {
      it("emits LicenseUsed", async () => {
        const state = await loadFixture(marketWithLicense);
        await state.market.connect(state.bob).setUser(1n, state.carol, 2n ** 40n);
        await expect(record(state, state.carol, TRAIN))
          .to.emit(state.market, "LicenseUsed")
          .withArgs(1n, state.carol, ROUND_ID, TRAIN, MODEL_VERSION, UPDATE);
      });
    });
  });
}

describe("LicenseMarket.recordUseFor", () => {
  describe("when the caller is not the training rounds", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { market, bob } = await loadFixture(marketWithLicense);
      await expect(market.connect(bob).recordUseFor(bob, 1n, TRAIN, ROUND_ID, MODEL_VERSION, UPDATE))
        .to.be.revertedWithCustomError(market, "AccessManagedUnauthorized")
        .withArgs(bob);
    });
  });
});
