import { expect } from "chai";
import { marketWithLicense, marketWithTransferableLicense, networkHelpers, PRICE } from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;

describe("LicenseMarket.royaltyInfo", () => {
  it("owes the dataset's owner of today its part of a resale", async () => {
    const { market, datasets, alice, carol } = await loadFixture(marketWithTransferableLicense);
    expect(await market.royaltyInfo(1n, PRICE)).to.deep.equal([alice.address, PRICE / 10n]);
    await datasets.connect(alice).transferFrom(alice, carol, 1n);
    expect(await market.royaltyInfo(1n, PRICE)).to.deep.equal([carol.address, PRICE / 10n]);
  });

  it("reverts with ERC721NonexistentToken", async () => {
    const { market } = await loadFixture(marketWithTransferableLicense);
    await expect(market.royaltyInfo(2n, PRICE))
      .to.be.revertedWithCustomError(market, "ERC721NonexistentToken")
      .withArgs(2n);
  });
});

describe("LicenseMarket, asked about a license that does not exist", () => {
  for (const name of ["licenseOf", "termsHashOf", "assetOf", "revenueShareBpsOf", "earnedOf", "ownerOf"] as const) {
    it(`reverts in ${name} with ERC721NonexistentToken`, async () => {
      const { market } = await loadFixture(marketWithLicense);
      await expect(market[name](2n)).to.be.revertedWithCustomError(market, "ERC721NonexistentToken").withArgs(2n);
    });
  }
});

describe("LicenseMarket.supportsInterface", () => {
  for (const [name, id] of [
    ["ERC-165", "0x01ffc9a7"],
    ["ERC-721", "0x80ac58cd"],
    ["ERC-2981", "0x2a55205a"],
    ["ERC-4907", "0xad092b5c"],
  ] as const) {
    it(`claims ${name}`, async () => {
      const { market } = await loadFixture(marketWithLicense);
      expect(await market.supportsInterface(id)).to.equal(true);
    });
  }

  it("claims nothing else, and describes the collection (ERC-7572)", async () => {
    const { market } = await loadFixture(marketWithLicense);
    expect(await market.supportsInterface("0xffffffff")).to.equal(false);
    const metadata = decodeURIComponent((await market.contractURI()).slice("data:application/json,".length));
    expect(JSON.parse(metadata)).to.deep.equal({ name: "Commonweights Licenses" });
  });
});
