import { expect } from "chai";
import {
  AssetKind,
  buildLicense,
  buildToken,
  DAY_SECONDS,
  digest,
  EVALUATE,
  ethers,
  INFER,
  marketWithLicense,
  marketWithTransferableLicense,
  mineNextAt,
  networkHelpers,
  PRICE,
  TRAIN,
  termsFor,
} from "../support/marketFixture.ts";

const { loadFixture, time } = networkHelpers;

async function licenseForOneUse() {
  return buildLicense({ overrides: { quota: 1n } });
}

async function modelLicense() {
  const state = await buildToken();
  await state.models.connect(state.alice).register(digest("card"), digest("weights"));
  const terms = termsFor({ currency: state.currency, assetId: 1n, kind: AssetKind.Model });
  await state.market.connect(state.alice).createOffer(terms, 0n);
  await state.market.connect(state.bob).buy(1n, terms, PRICE, state.bob);
  return { ...state, startsAt: BigInt(await time.latest()) };
}

describe("LicenseMarket.isLicenseValid", () => {
  describe("when asked about the future", () => {
    it("reverts with LicenseMarketFutureLookup", async () => {
      const { market, bob } = await loadFixture(marketWithLicense);
      const now = BigInt(await time.latest());
      await expect(market.isLicenseValid(1n, bob, TRAIN, now + 100n))
        .to.be.revertedWithCustomError(market, "LicenseMarketFutureLookup")
        .withArgs(now + 100n, (now: bigint) => now > 0n);
    });
  });

  describe("when the license does not exist", () => {
    it("is false", async () => {
      const { market, bob, startsAt } = await loadFixture(marketWithLicense);
      expect(await market.isLicenseValid(2n, bob, TRAIN, startsAt)).to.equal(false);
      expect(await market.isLicenseValid(2n, ethers.ZeroAddress, TRAIN, startsAt)).to.equal(false);
    });
  });

  for (const [use, isPermitted] of [
    [TRAIN, true],
    [EVALUATE, true],
    [TRAIN | EVALUATE, true],
    [0n, false],
    [INFER, false],
    [TRAIN | INFER, false],
    [TRAIN | 128n, false],
  ] as const) {
    describe(`when the use is ${use}, of permitted ${TRAIN | EVALUATE}`, () => {
      it(`is ${isPermitted}`, async () => {
        const { market, bob, startsAt } = await loadFixture(marketWithLicense);
        expect(await market.isLicenseValid(1n, bob, use, startsAt)).to.equal(isPermitted);
      });
    });
  }

  describe("given a license for a time", () => {
    it("is true from its start to before its end (LIC-3)", async () => {
      const { market, bob, startsAt } = await loadFixture(marketWithLicense);
      const expiresAt = startsAt + 100n * DAY_SECONDS;
      await time.increaseTo(expiresAt + DAY_SECONDS);
      const validAt = (timestamp: bigint) => market.isLicenseValid(1n, bob, TRAIN, timestamp);
      expect(await validAt(startsAt - 1n)).to.equal(false);
      expect(await validAt(startsAt)).to.equal(true);
      expect(await validAt(expiresAt - 1n)).to.equal(true);
      expect(await validAt(expiresAt)).to.equal(false);
    });
  });

  describe("given a perpetual license", () => {
    it("is true after a hundred years", async () => {
      const { market, bob, startsAt } = await loadFixture(marketWithTransferableLicense);
      const later = startsAt + 36_525n * DAY_SECONDS;
      await time.increaseTo(later);
      expect(await market.isLicenseValid(1n, bob, TRAIN, later)).to.equal(true);
    });
  });

  describe("given a revoked license", () => {
    it("is true before the revocation and false from its second on (LIC-3)", async () => {
      const { market, alice, bob, startsAt } = await loadFixture(marketWithLicense);
      await mineNextAt(startsAt + DAY_SECONDS);
      await market.connect(alice).revoke(1n, digest("reason"));
      expect(await market.isLicenseValid(1n, bob, TRAIN, startsAt + DAY_SECONDS - 1n)).to.equal(true);
      expect(await market.isLicenseValid(1n, bob, TRAIN, startsAt + DAY_SECONDS)).to.equal(false);
    });
  });

  describe("given that consent was withdrawn", () => {
    it("is true before the withdrawal and false from its second on (REG-2)", async () => {
      const { market, datasets, alice, bob, startsAt } = await loadFixture(marketWithLicense);
      await mineNextAt(startsAt + DAY_SECONDS);
      await datasets.connect(alice).withdrawConsent(1n, digest("reason"));
      expect(await market.isLicenseValid(1n, bob, TRAIN, startsAt + DAY_SECONDS - 1n)).to.equal(true);
      expect(await market.isLicenseValid(1n, bob, TRAIN, startsAt + DAY_SECONDS)).to.equal(false);
    });
  });

  describe("given an exhausted quota", () => {
    it("is false now and true for the past (LIC-3)", async () => {
      const { market, bob, startsAt } = await loadFixture(licenseForOneUse);
      await market.connect(bob).recordUse(1n, TRAIN, 1n, 1n, digest("update"));
      const now = BigInt(await time.latest());
      expect(await market.isLicenseValid(1n, bob, TRAIN, now, { blockTag: "latest" })).to.equal(false);
      await time.increase(DAY_SECONDS);
      expect(await market.isLicenseValid(1n, bob, TRAIN, startsAt)).to.equal(true);
    });
  });

  describe("given a license that was never transferred", () => {
    it("is true for its holder only", async () => {
      const { market, bob, mallory, startsAt } = await loadFixture(marketWithLicense);
      expect(await market.isLicenseValid(1n, bob, TRAIN, startsAt)).to.equal(true);
      for (const who of [mallory.address, ethers.ZeroAddress]) {
        expect(await market.isLicenseValid(1n, who, TRAIN, startsAt)).to.equal(false);
      }
    });
  });

  describe("given a license that went from bob to carol and back", () => {
    it("is true for each of them while they held it", async () => {
      const { market, bob, carol, startsAt } = await loadFixture(marketWithTransferableLicense);
      const [toCarolAt, toBobAt] = [startsAt + DAY_SECONDS, startsAt + 2n * DAY_SECONDS];
      await mineNextAt(toCarolAt);
      await market.connect(bob).transferFrom(bob, carol, 1n);
      await mineNextAt(toBobAt);
      await market.connect(carol).transferFrom(carol, bob, 1n);
      const holders = async (timestamp: bigint) => [
        await market.isLicenseValid(1n, bob, TRAIN, timestamp),
        await market.isLicenseValid(1n, carol, TRAIN, timestamp),
      ];
      expect(await holders(startsAt)).to.deep.equal([true, false]);
      expect(await holders(toCarolAt - 1n)).to.deep.equal([true, false]);
      expect(await holders(toCarolAt)).to.deep.equal([false, true]);
      expect(await holders(toBobAt - 1n)).to.deep.equal([false, true]);
      expect(await holders(toBobAt)).to.deep.equal([true, false]);
    });
  });

  describe("given an assigned user", () => {
    it("is true for the user from the assignment to before its end, and for the holder throughout", async () => {
      const { market, bob, carol, startsAt } = await loadFixture(marketWithLicense);
      const [assignedAt, expires] = [startsAt + DAY_SECONDS, startsAt + 2n * DAY_SECONDS];
      await mineNextAt(assignedAt);
      await market.connect(bob).setUser(1n, carol, expires);
      await time.increaseTo(expires + DAY_SECONDS);
      const validAt = (timestamp: bigint) => market.isLicenseValid(1n, carol, TRAIN, timestamp);
      expect(await validAt(assignedAt - 1n)).to.equal(false);
      expect(await validAt(assignedAt)).to.equal(true);
      expect(await validAt(expires - 1n)).to.equal(true);
      expect(await validAt(expires)).to.equal(false);
      expect(await market.isLicenseValid(1n, bob, TRAIN, assignedAt)).to.equal(true);
    });

    it("is false for the user after a transfer, and still true for the time before", async () => {
      const { market, bob, carol, mallory, startsAt } = await loadFixture(marketWithTransferableLicense);
      await market.connect(bob).setUser(1n, mallory, 2n ** 40n);
      const soldAt = startsAt + DAY_SECONDS;
      await mineNextAt(soldAt);
      await market.connect(bob).transferFrom(bob, carol, 1n);
      expect(await market.isLicenseValid(1n, mallory, TRAIN, soldAt - 1n)).to.equal(true);
      expect(await market.isLicenseValid(1n, mallory, TRAIN, soldAt)).to.equal(false);
    });
  });

  describe("given a license on a model", () => {
    it("is true without asking for consent", async () => {
      const { market, bob, startsAt } = await loadFixture(modelLicense);
      expect(await market.isLicenseValid(1n, bob, TRAIN, startsAt)).to.equal(true);
    });
  });
});
