import { expect } from "chai";
import { LicenseGated__factory } from "../../typechain-types/index.ts";
import {
  AssetKind,
  buildLicense,
  buildToken,
  DAY_SECONDS,
  digest,
  EVALUATE,
  ethers,
  mineNextAt,
  networkHelpers,
  type OfferOptions,
  PRICE,
  TRAIN,
  termsFor,
} from "../support/marketFixture.ts";

const { loadFixture, time } = networkHelpers;

const TASK = digest("task");

/** A gate on alice's dataset, of which bob holds a license. */
async function buildGate(options: OfferOptions = {}) {
  const state = await buildLicense(options);
  const gated = await new LicenseGated__factory(state.admin).deploy(state.market, state.datasetId);
  return { ...state, gated };
}

async function gateWithLicense() {
  return buildGate();
}

async function gateWithTransferableLicense() {
  return buildGate({ overrides: { isTransferable: true } });
}

async function gateWithEvaluationLicense() {
  return buildGate({ overrides: { uses: EVALUATE } });
}

async function gateWithLicenseForOneUse() {
  return buildGate({ overrides: { quota: 1n } });
}

/** Mallory lists a dataset of its own, for nothing, and buys a license on it. */
async function gateWithSelfMadeLicense() {
  const state = await buildGate();
  const { datasets, market, mallory, currency } = state;
  await datasets.connect(mallory).register(digest("nothing"));
  const terms = termsFor({ currency, assetId: 2n, price: 0n });
  await market.connect(mallory).createOffer(terms, 0n);
  await market.connect(mallory).buy(2n, terms, 0n, mallory);
  return { ...state, selfMadeId: 2n };
}

/** Bob holds a license on the model 1, and the gate is on the dataset 1. */
async function gateWithModelLicense() {
  const state = await buildToken();
  const { models, market, alice, bob, admin, currency } = state;
  await models.connect(alice).register(digest("card"), digest("weights"));
  const terms = termsFor({ currency, assetId: 1n, kind: AssetKind.Model });
  await market.connect(alice).createOffer(terms, 0n);
  await market.connect(bob).buy(1n, terms, PRICE, bob);
  const gated = await new LicenseGated__factory(admin).deploy(market, 1n);
  return { ...state, gated, licenseId: 1n };
}

type Gate = Awaited<ReturnType<typeof buildGate>>;

async function expectRefusal({ gated }: Pick<Gate, "gated">, who: Gate["bob"], licenseId: bigint): Promise<void> {
  await expect(gated.connect(who).submitJob(licenseId, TASK))
    .to.be.revertedWithCustomError(gated, "LicenseGateNotValid")
    .withArgs(licenseId, who, TRAIN);
  expect(await gated.jobCount()).to.equal(0n);
}

describe("LicenseGated.submitJob", () => {
  describe("given a gate", () => {
    it("says which market and which asset it asks about", async () => {
      const { gated, market } = await loadFixture(gateWithLicense);
      expect(await gated.MARKET()).to.equal(await market.getAddress());
      expect(await gated.ASSET_KIND()).to.equal(AssetKind.Dataset);
      expect(await gated.ASSET_ID()).to.equal(1n);
    });
  });

  describe("given a license that permits training", () => {
    describe("when its holder calls", () => {
      it("takes the job and emits JobSubmitted", async () => {
        const { gated, bob, licenseId } = await loadFixture(gateWithLicense);
        await expect(gated.connect(bob).submitJob(licenseId, TASK))
          .to.emit(gated, "JobSubmitted")
          .withArgs(1n, licenseId, bob, TASK);
        expect(await gated.jobCount()).to.equal(1n);
      });
    });

    describe("when another account calls", () => {
      it("reverts with LicenseGateNotValid", async () => {
        const { gated, carol, licenseId } = await loadFixture(gateWithLicense);
        await expectRefusal({ gated }, carol, licenseId);
      });
    });

    describe("when the license does not exist", () => {
      it("reverts with LicenseGateNotValid", async () => {
        const { gated, bob } = await loadFixture(gateWithLicense);
        await expectRefusal({ gated }, bob, 7n);
      });
    });
  });

  describe("given a license for another use", () => {
    it("reverts with LicenseGateNotValid", async () => {
      const { gated, bob, licenseId } = await loadFixture(gateWithEvaluationLicense);
      await expectRefusal({ gated }, bob, licenseId);
    });
  });

  describe("given a license that ends", () => {
    it("takes a job in its last second", async () => {
      const { gated, bob, licenseId, startsAt } = await loadFixture(gateWithLicense);
      await mineNextAt(startsAt + 100n * DAY_SECONDS - 1n);
      await expect(gated.connect(bob).submitJob(licenseId, TASK)).to.emit(gated, "JobSubmitted");
    });

    it("reverts with LicenseGateNotValid from its end on", async () => {
      const { gated, bob, licenseId, startsAt } = await loadFixture(gateWithLicense);
      await mineNextAt(startsAt + 100n * DAY_SECONDS);
      await expectRefusal({ gated }, bob, licenseId);
    });
  });

  describe("given a revoked license", () => {
    it("reverts with LicenseGateNotValid", async () => {
      const { gated, market, alice, bob, licenseId } = await loadFixture(gateWithLicense);
      await market.connect(alice).revoke(licenseId, digest("reason"));
      await expectRefusal({ gated }, bob, licenseId);
    });
  });

  describe("given that consent was withdrawn", () => {
    it("reverts with LicenseGateNotValid", async () => {
      const { gated, datasets, alice, bob, datasetId, licenseId } = await loadFixture(gateWithLicense);
      await datasets.connect(alice).withdrawConsent(datasetId, digest("reason"));
      await expectRefusal({ gated }, bob, licenseId);
    });
  });

  describe("given a license that is used up", () => {
    it("reverts with LicenseGateNotValid, and takes jobs before, which do not count", async () => {
      const { gated, market, bob, licenseId } = await loadFixture(gateWithLicenseForOneUse);
      await gated.connect(bob).submitJob(licenseId, TASK);
      expect((await market.licenseOf(licenseId)).used).to.equal(0n);
      await market.connect(bob).recordUse(licenseId, TRAIN, 0n, 0n, TASK);
      await expect(gated.connect(bob).submitJob(licenseId, TASK))
        .to.be.revertedWithCustomError(gated, "LicenseGateNotValid")
        .withArgs(licenseId, bob, TRAIN);
    });
  });

  describe("given an assigned user", () => {
    it("takes the user's job until the assignment ends, and the holder's throughout", async () => {
      const { gated, market, bob, carol, licenseId, startsAt } = await loadFixture(gateWithLicense);
      const expires = startsAt + DAY_SECONDS;
      await market.connect(bob).setUser(licenseId, carol, expires);
      await mineNextAt(expires - 1n);
      await expect(gated.connect(carol).submitJob(licenseId, TASK)).to.emit(gated, "JobSubmitted");
      await mineNextAt(expires);
      await expect(gated.connect(carol).submitJob(licenseId, TASK))
        .to.be.revertedWithCustomError(gated, "LicenseGateNotValid")
        .withArgs(licenseId, carol, TRAIN);
      await expect(gated.connect(bob).submitJob(licenseId, TASK)).to.emit(gated, "JobSubmitted");
    });
  });

  describe("given a license that went to another holder", () => {
    it("takes the new holder's job and refuses the old one's", async () => {
      const { gated, market, bob, carol, licenseId } = await loadFixture(gateWithTransferableLicense);
      await market.connect(bob).transferFrom(bob, carol, licenseId);
      await expectRefusal({ gated }, bob, licenseId);
      await expect(gated.connect(carol).submitJob(licenseId, TASK)).to.emit(gated, "JobSubmitted");
    });
  });

  describe("given a valid license on another dataset", () => {
    it("reverts with LicenseGateWrongAsset", async () => {
      const { gated, market, mallory, selfMadeId } = await loadFixture(gateWithSelfMadeLicense);
      expect(await market.isLicenseValid(selfMadeId, mallory, TRAIN, BigInt(await time.latest()))).to.equal(true);
      await expect(gated.connect(mallory).submitJob(selfMadeId, TASK))
        .to.be.revertedWithCustomError(gated, "LicenseGateWrongAsset")
        .withArgs(selfMadeId, AssetKind.Dataset, 2n, AssetKind.Dataset, 1n);
    });
  });

  describe("given a valid license on a model with the dataset's number", () => {
    it("reverts with LicenseGateWrongAsset", async () => {
      const { gated, bob, licenseId } = await loadFixture(gateWithModelLicense);
      await expect(gated.connect(bob).submitJob(licenseId, TASK))
        .to.be.revertedWithCustomError(gated, "LicenseGateWrongAsset")
        .withArgs(licenseId, AssetKind.Model, 1n, AssetKind.Dataset, 1n);
    });
  });

  describe("given a market that is none", () => {
    it("reverts, and lets nobody through", async () => {
      const { admin, bob, currency } = await loadFixture(gateWithLicense);
      const gated = await new LicenseGated__factory(admin).deploy(currency, 1n);
      await expect(gated.connect(bob).submitJob(1n, TASK)).to.be.revertedWithoutReason(ethers);
    });
  });
});
