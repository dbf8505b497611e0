import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import type { Client } from "../../../src/client.ts";
import { RevertError } from "../../../src/errors/RevertError.ts";
import { buyLicense } from "../../../src/market/buyLicense.ts";
import { closeOffer } from "../../../src/market/closeOffer.ts";
import { createOffer } from "../../../src/market/createOffer.ts";
import { offerOf } from "../../../src/market/offerOf.ts";
import { AssetKind, type Terms, Use } from "../../../src/market/Terms.ts";
import { termsHashOf } from "../../../src/market/termsHashOf.ts";
import { updateOffer } from "../../../src/market/updateOffer.ts";
import { retireDataset } from "../../../src/registry/retireDataset.ts";
import { transferDataset } from "../../../src/registry/transferDataset.ts";
import { transferModel } from "../../../src/registry/transferModel.ts";
import { withdrawConsent } from "../../../src/registry/withdrawConsent.ts";
import { loadFixture } from "../../support/loadFixture.ts";
import { modelWithSeats } from "../../support/rounds.ts";

/** Alice offers one license on her dataset, for nothing, and any number on her model. */
async function twoOffers() {
  const world = await modelWithSeats();
  const { addresses, alice, bob } = world;
  const ofAlice: Client = { runner: alice, addresses };
  const terms: Terms = {
    kind: AssetKind.Dataset,
    assetId: 1n,
    uses: Use.Train,
    durationSeconds: 0,
    quota: 7,
    isTransferable: false,
    resaleRoyaltyBps: 1,
    revenueShareBps: 2,
    currency: addresses.commonToken,
    price: 0n,
    policyDigest: ZeroHash,
    termsDigest: id("terms"),
  };
  const ofModel: Terms = { ...terms, kind: AssetKind.Model };
  const offerId = await createOffer(ofAlice, { terms, cap: 1 });
  const modelOfferId = await createOffer(ofAlice, { terms: ofModel, cap: 0 });
  return { ...world, ofAlice, ofBob: { runner: bob, addresses }, terms, ofModel, offerId, modelOfferId };
}

describe("offerOf", () => {
  describe("given an open offer", () => {
    it("reads it, and its terms hash to what it commits to", async () => {
      const { ofAlice, alice, offerId, terms } = await loadFixture(twoOffers);
      expect(await offerOf(ofAlice, { offerId })).to.deep.equal({
        offerId,
        kind: AssetKind.Dataset,
        assetId: 1n,
        seller: alice.address,
        revision: 1,
        termsHash: termsHashOf(terms),
        remaining: 1,
        obstacle: undefined,
      });
    });

    it("says that any number is left when there is no cap", async () => {
      const { ofAlice, modelOfferId, ofModel } = await loadFixture(twoOffers);
      const offer = await offerOf(ofAlice, { offerId: modelOfferId });
      expect(offer).to.include({ kind: AssetKind.Model, remaining: undefined, termsHash: termsHashOf(ofModel) });
    });

    it("follows an update", async () => {
      const { ofAlice, offerId, terms } = await loadFixture(twoOffers);
      const changed = { ...terms, price: 3n };
      await updateOffer(ofAlice, { offerId, terms: changed });
      expect(await offerOf(ofAlice, { offerId })).to.include({ revision: 2, termsHash: termsHashOf(changed) });
    });
  });

  describe("given an offer on which nothing can be bought", () => {
    it("says that it is closed", async () => {
      const { ofAlice, offerId } = await loadFixture(twoOffers);
      await closeOffer(ofAlice, { offerId });
      expect(await offerOf(ofAlice, { offerId })).to.include({ obstacle: "Closed" });
    });

    it("says that it is sold out", async () => {
      const { ofAlice, ofBob, offerId, terms, bob } = await loadFixture(twoOffers);
      await buyLicense(ofBob, { offerId, terms, maxPrice: 0n, recipient: bob.address });
      expect(await offerOf(ofAlice, { offerId })).to.include({ obstacle: "SoldOut", remaining: 0 });
    });

    it("says that the asset has another owner", async () => {
      const { ofAlice, offerId, modelOfferId, bob } = await loadFixture(twoOffers);
      await transferDataset(ofAlice, { datasetId: 1n, recipient: bob.address });
      await transferModel(ofAlice, { modelId: 1n, recipient: bob.address });
      for (const id of [offerId, modelOfferId]) {
        expect(await offerOf(ofAlice, { offerId: id })).to.include({ obstacle: "SellerNotOwner" });
      }
    });

    it("says that the dataset is retired", async () => {
      const { ofAlice, offerId } = await loadFixture(twoOffers);
      await retireDataset(ofAlice, { datasetId: 1n });
      expect(await offerOf(ofAlice, { offerId })).to.include({ obstacle: "DatasetRetired" });
    });

    it("says that consent was withdrawn", async () => {
      const { ofAlice, offerId } = await loadFixture(twoOffers);
      await withdrawConsent(ofAlice, { datasetId: 1n, reasonDigest: ZeroHash });
      expect(await offerOf(ofAlice, { offerId })).to.include({ obstacle: "ConsentWithdrawn" });
    });
  });

  describe("given a number that no offer has", () => {
    it("says so", async () => {
      const { ofAlice } = await loadFixture(twoOffers);
      const thrown = await offerOf(ofAlice, { offerId: 99n }).catch((error: unknown) => error);
      expect(thrown).to.be.instanceOf(RevertError).with.property("errorName", "LicenseMarketOfferUnknown");
    });
  });
});
