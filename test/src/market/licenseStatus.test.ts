import { expect } from "chai";
import { id, MaxUint256 } from "ethers";
import { chainTime } from "../../../src/chain/chainTime.ts";
import type { Client } from "../../../src/client.ts";
import { RevertError } from "../../../src/errors/RevertError.ts";
import { buyLicense } from "../../../src/market/buyLicense.ts";
import { createOffer } from "../../../src/market/createOffer.ts";
import { creditOf } from "../../../src/market/creditOf.ts";
import { earnedOf } from "../../../src/market/earnedOf.ts";
import { isLicenseValid } from "../../../src/market/isLicenseValid.ts";
import { licenseOf } from "../../../src/market/licenseOf.ts";
import { type LicenseObstacle, licenseStatus, type UseName } from "../../../src/market/licenseStatus.ts";
import { recordUse } from "../../../src/market/recordUse.ts";
import { refundWithdrawn } from "../../../src/market/refundWithdrawn.ts";
import { revokeLicense } from "../../../src/market/revokeLicense.ts";
import { setLicenseUser } from "../../../src/market/setLicenseUser.ts";
import { AssetKind, type Terms, Use } from "../../../src/market/Terms.ts";
import { transferLicense } from "../../../src/market/transferLicense.ts";
import { withdrawConsent } from "../../../src/registry/withdrawConsent.ts";
import { loadFixture } from "../../support/loadFixture.ts";
import { modelWithSeats } from "../../support/rounds.ts";

const PRICE = 1_000n;
const DAYS = 100;

/** License 2: bob may train and evaluate on alice's dataset, twice, for 100 days, and transfer it. */
async function soldLicense() {
  const world = await modelWithSeats();
  const { addresses, alice, bob, carol, token, market } = world;
  const client = (runner: typeof alice): Client => ({ runner, addresses });
  const terms: Terms = {
    kind: AssetKind.Dataset,
    assetId: 1n,
    uses: Use.Train | Use.Evaluate,
    durationSeconds: DAYS * 86_400,
    quota: 2,
    isTransferable: true,
    resaleRoyaltyBps: 100,
    revenueShareBps: 500,
    currency: addresses.commonToken,
    price: PRICE,
    policyDigest: id("policy"),
    termsDigest: id("terms"),
  };
  const offerId = await createOffer(client(alice), { terms, cap: 0 });
  await token.connect(bob).approve(market, MaxUint256);
  const licenseId = await buyLicense(client(bob), { offerId, terms, maxPrice: PRICE, recipient: bob.address });
  return {
    ...world,
    client,
    licenseId,
    offerId,
    terms,
    ofAlice: client(alice),
    ofBob: client(bob),
    ofCarol: client(carol),
  };
}

type Sold = Awaited<ReturnType<typeof soldLicense>>;

/** The obstacles to training and inferring, after making sure that the market answers the same for every use. */
async function obstaclesOf({ ofAlice, licenseId }: Sold, who?: string): Promise<(LicenseObstacle | undefined)[]> {
  const status = await licenseStatus(ofAlice, { licenseId, ...(who === undefined ? {} : { who }) });
  for (const name of Object.keys(Use) as UseName[]) {
    const asked = { licenseId, who: status.who, use: Use[name], timestamp: status.now };
    expect(await isLicenseValid(ofAlice, asked), name).to.equal(status.obstacles[name] === undefined);
  }
  return [status.obstacles.Train, status.obstacles.Infer];
}

describe("licenseStatus", () => {
  describe("given a license in its time", () => {
    it("is valid for the uses that its terms permit", async () => {
      expect(await obstaclesOf(await loadFixture(soldLicense))).to.deep.equal([undefined, "NotPermitted"]);
    });

    it("is not valid for another account", async () => {
      const world = await loadFixture(soldLicense);
      expect(await obstaclesOf(world, world.mallory.address)).to.deep.equal(["NotHolderOrUser", "NotHolderOrUser"]);
    });
  });

  describe("given a user", () => {
    it("is valid for it until its time is over", async () => {
      const world = await loadFixture(soldLicense);
      const { ofBob, licenseId, carol, networkHelpers } = world;
      const until = (await chainTime(ofBob)) + 1_000n;
      await setLicenseUser(ofBob, { licenseId, user: carol.address, expires: until });
      expect((await licenseOf(ofBob, { licenseId })).user).to.deep.equal({ account: carol.address, until });
      expect(await obstaclesOf(world, carol.address)).to.deep.equal([undefined, "NotPermitted"]);
      await networkHelpers.time.increaseTo(until);
      expect(await obstaclesOf(world, carol.address)).to.deep.equal(["NotHolderOrUser", "NotHolderOrUser"]);
    });
  });

  describe("given a license that went to another holder", () => {
    it("is valid for the new one", async () => {
      const world = await loadFixture(soldLicense);
      const { ofBob, licenseId, bob, carol } = world;
      await transferLicense(ofBob, { licenseId, recipient: carol.address });
      expect(await obstaclesOf(world, bob.address)).to.deep.equal(["NotHolderOrUser", "NotHolderOrUser"]);
      expect(await obstaclesOf(world)).to.deep.equal([undefined, "NotPermitted"]);
    });
  });

  describe("given a quota that is used up", () => {
    it("says so", async () => {
      const world = await loadFixture(soldLicense);
      const use = { licenseId: world.licenseId, use: Use.Train, roundId: 0n, modelVersion: 0, digest: id("x") };
      for (let k = 0; k < 2; k++) await recordUse(world.ofBob, use);
      expect(await obstaclesOf(world)).to.deep.equal(["QuotaUsedUp", "NotPermitted"]);
    });
  });

  describe("given the end of its time", () => {
    it("says that it expired, from that very second", async () => {
      const world = await loadFixture(soldLicense);
      const { expiresAt } = await licenseOf(world.ofBob, { licenseId: world.licenseId });
      await world.networkHelpers.time.increaseTo(expiresAt! - 1n);
      expect(await obstaclesOf(world)).to.deep.equal([undefined, "NotPermitted"]);
      await world.networkHelpers.time.increaseTo(expiresAt!);
      expect(await obstaclesOf(world)).to.deep.equal(["Expired", "Expired"]);
    });
  });

  describe("given a revocation", () => {
    it("says so", async () => {
      const world = await loadFixture(soldLicense);
      await revokeLicense(world.ofAlice, { licenseId: world.licenseId, reasonDigest: id("reason") });
      expect(await obstaclesOf(world)).to.deep.equal(["Revoked", "Revoked"]);
    });
  });

  describe("given consent that was withdrawn", () => {
    it("says since when, and the holder gets back what was not earned", async () => {
      const world = await loadFixture(soldLicense);
      const { ofAlice, ofCarol, licenseId, bob, addresses, networkHelpers } = world;
      const { startsAt, expiresAt } = await licenseOf(ofAlice, { licenseId });
      await networkHelpers.time.setNextBlockTimestamp((startsAt + expiresAt!) / 2n);
      await withdrawConsent(ofAlice, { datasetId: 1n, reasonDigest: id("reason") });
      expect(await obstaclesOf(world)).to.deep.equal(["ConsentWithdrawn", "ConsentWithdrawn"]);
      const { consentWithdrawnAt } = await licenseStatus(ofAlice, { licenseId });
      expect(consentWithdrawnAt).to.equal((startsAt + expiresAt!) / 2n);
      expect(await earnedOf(ofAlice, { licenseId })).to.deep.equal({ earned: PRICE / 2n, due: PRICE / 2n });
      expect(await refundWithdrawn(ofCarol, { licenseId })).to.equal(PRICE / 2n);
      const currency = addresses.commonToken;
      expect(await creditOf(ofAlice, { account: bob.address, currency })).to.equal(PRICE / 2n);
    });
  });

  describe("given a number that no license has", () => {
    it("says so", async () => {
      const { ofAlice } = await loadFixture(soldLicense);
      const thrown = await licenseStatus(ofAlice, { licenseId: 99n }).catch((error: unknown) => error);
      expect(thrown).to.be.instanceOf(RevertError).with.property("errorName", "ERC721NonexistentToken");
    });
  });
});

describe("licenseOf", () => {
  it("reads the frozen terms", async () => {
    const { ofAlice, licenseId, offerId, bob, addresses } = await loadFixture(soldLicense);
    const license = await licenseOf(ofAlice, { licenseId });
    expect(license.expiresAt).to.equal(license.startsAt + BigInt(DAYS) * 86_400n);
    const { startsAt: _, expiresAt: __, ...rest } = license;
    expect(rest).to.deep.equal({
      licenseId,
      offerId,
      revision: 1,
      kind: AssetKind.Dataset,
      assetId: 1n,
      holder: bob.address,
      user: undefined,
      uses: 3,
      isTransferable: true,
      revokedAt: undefined,
      quota: 2,
      used: 0,
      resaleRoyaltyBps: 100,
      revenueShareBps: 500,
      currency: addresses.commonToken,
      paid: PRICE,
      withdrawn: 0n,
      refunded: 0n,
    });
  });
});
