import { expect } from "chai";
import {
  AssetKind,
  digest,
  marketWithToken,
  networkHelpers,
  termsFor,
  termsHashOf,
  UNLIMITED,
  ZeroHash,
} from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;

async function usedMarket() {
  const state = await marketWithToken();
  const terms = termsFor({ currency: state.currency, assetId: 0n });
  await state.market.connect(state.mallory).listDataset(digest("other manifest"), terms, 0n);
  return { ...state, terms };
}

describe("LicenseMarket.listDataset", () => {
  for (const [name, preset] of [
    ["a dataset already", { kind: AssetKind.Dataset, assetId: 1n }],
    ["a model", { kind: AssetKind.Model, assetId: 0n }],
  ] as const) {
    describe(`when the terms name ${name}`, () => {
      it("reverts with LicenseMarketAssetPreset", async () => {
        const { market, alice, terms } = await loadFixture(usedMarket);
        await expect(market.connect(alice).listDataset(digest("manifest"), { ...terms, ...preset }, 0n))
          .to.be.revertedWithCustomError(market, "LicenseMarketAssetPreset")
          .withArgs(preset.kind, preset.assetId);
      });
    });
  }

  describe("when the manifest's digest is zero", () => {
    it("reverts with DatasetRegistryEmptyDigest", async () => {
      const { market, datasets, alice, terms } = await loadFixture(usedMarket);
      await expect(market.connect(alice).listDataset(ZeroHash, terms, 0n))
        .to.be.revertedWithCustomError(datasets, "DatasetRegistryEmptyDigest")
        .withArgs();
    });
  });

  describe("when the terms are out of bounds", () => {
    it("reverts with LicenseMarketUsesInvalid and registers nothing", async () => {
      const { market, datasets, alice, terms } = await loadFixture(usedMarket);
      await expect(market.connect(alice).listDataset(digest("manifest"), { ...terms, uses: 0n }, 0n))
        .to.be.revertedWithCustomError(market, "LicenseMarketUsesInvalid")
        .withArgs(0n, 31n);
      expect(await datasets.datasetCount()).to.equal(1n);
    });
  });

  describe("when a provider lists", () => {
    it("emits DatasetRegistered and OfferCreated", async () => {
      const { market, datasets, alice, terms } = await loadFixture(usedMarket);
      const transaction = market.connect(alice).listDataset(digest("manifest"), terms, 5n);
      await expect(transaction).to.emit(datasets, "DatasetRegistered").withArgs(2n, alice, digest("manifest"));
      await expect(transaction)
        .to.emit(market, "OfferCreated")
        .withArgs(2n, alice, 2n, 5n, Object.values({ ...terms, assetId: 2n }));
    });

    it("gives the provider the dataset and an offer on it", async () => {
      const { market, datasets, alice, terms } = await loadFixture(usedMarket);
      const list = market.connect(alice).listDataset;
      expect(await list.staticCall(digest("manifest"), terms, 0n)).to.deep.equal([2n, 2n]);
      await list(digest("manifest"), terms, 0n);
      expect(await datasets.ownerOf(2n)).to.equal(alice.address);
      expect(await market.offerOf(2n)).to.deep.equal([
        [AssetKind.Dataset, 2n, alice.address, 1n, UNLIMITED, false],
        termsHashOf({ ...terms, assetId: 2n }),
      ]);
    });
  });
});
