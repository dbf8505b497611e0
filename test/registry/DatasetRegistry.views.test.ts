import { expect } from "chai";
import { CID } from "multiformats/cid";
import { digest, ethers, marketWithOffer, networkHelpers } from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;

describe("DatasetRegistry.versionOf", () => {
  for (const version of [0n, 2n]) {
    it(`reverts with DatasetRegistryVersionUnknown for version ${version} of 1`, async () => {
      const { datasets } = await loadFixture(marketWithOffer);
      await expect(datasets.versionOf(1n, version))
        .to.be.revertedWithCustomError(datasets, "DatasetRegistryVersionUnknown")
        .withArgs(1n, version, 1n);
    });
  }
});

describe("DatasetRegistry, asked about a dataset that does not exist", () => {
  for (const name of [
    "consentWithdrawnAt",
    "isRetired",
    "latestVersionOf",
    "tokenURI",
    "ownerOf",
    "statusOf",
  ] as const) {
    it(`reverts in ${name} with ERC721NonexistentToken`, async () => {
      const { datasets } = await loadFixture(marketWithOffer);
      await expect(datasets[name](2n)).to.be.revertedWithCustomError(datasets, "ERC721NonexistentToken").withArgs(2n);
    });
  }
});

describe("DatasetRegistry.tokenURI", () => {
  it("names the manifest of the latest version", async () => {
    const { datasets, alice } = await loadFixture(marketWithOffer);
    await datasets.connect(alice).publishVersion(1n, digest("second"));
    const uri = await datasets.tokenURI(1n);
    expect(ethers.hexlify(CID.parse(uri.slice("ipfs://".length)).multihash.digest)).to.equal(digest("second"));
  });
});

describe("DatasetRegistry.transferFrom", () => {
  it("moves the dataset, its balance and its rights, back and forth", async () => {
    const { datasets, alice, bob, carol } = await loadFixture(marketWithOffer);
    await datasets.connect(alice).approve(carol, 1n);
    await datasets.connect(carol).transferFrom(alice, bob, 1n);
    expect(await datasets.ownerOf(1n)).to.equal(bob.address);
    expect([await datasets.balanceOf(alice), await datasets.balanceOf(bob)]).to.deep.equal([0n, 1n]);
    await expect(datasets.connect(alice).retire(1n))
      .to.be.revertedWithCustomError(datasets, "DatasetRegistryNotProvider")
      .withArgs(1n, alice, bob);
    await datasets.connect(bob).transferFrom(bob, alice, 1n);
    expect(await datasets.ownerOf(1n)).to.equal(alice.address);
    expect([await datasets.balanceOf(alice), await datasets.balanceOf(bob)]).to.deep.equal([1n, 0n]);
  });

  it("reverts with ERC721InsufficientApproval for a stranger", async () => {
    const { datasets, alice, mallory } = await loadFixture(marketWithOffer);
    await expect(datasets.connect(mallory).transferFrom(alice, mallory, 1n))
      .to.be.revertedWithCustomError(datasets, "ERC721InsufficientApproval")
      .withArgs(mallory, 1n);
  });
});

describe("DatasetRegistry.supportsInterface", () => {
  for (const [name, id] of [
    ["ERC-165", "0x01ffc9a7"],
    ["ERC-721", "0x80ac58cd"],
    ["ERC-4906", "0x49064906"],
    ["ERC-2981", "0x2a55205a"],
  ] as const) {
    it(`claims ${name}`, async () => {
      const { datasets } = await loadFixture(marketWithOffer);
      expect(await datasets.supportsInterface(id)).to.equal(true);
    });
  }

  it("claims nothing else, and describes the collection (ERC-7572)", async () => {
    const { datasets } = await loadFixture(marketWithOffer);
    expect(await datasets.supportsInterface("0xffffffff")).to.equal(false);
    const metadata = decodeURIComponent((await datasets.contractURI()).slice("data:application/json,".length));
    expect(JSON.parse(metadata)).to.deep.equal({ name: "Commonweights Datasets" });
  });
});
