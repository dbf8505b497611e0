import { expect } from "chai";
import { digest, networkHelpers } from "../support/marketFixture.ts";
import { modelWithCandidate, registryWithOneModel } from "../support/modelFixture.ts";

const { loadFixture } = networkHelpers;

describe("ModelRegistry.lineageOf", () => {
  it("is empty for version 1", async () => {
    const { models } = await loadFixture(registryWithOneModel);
    expect(await models.lineageOf(1n, 1n)).to.deep.equal([]);
  });

  it("leads from a version to version 1, whatever branches there are", async () => {
    const { models, scores } = await loadFixture(modelWithCandidate);
    await models.connect(scores).recordCandidate(1n, 1n, 8n, digest("weights 3"));
    await models.connect(scores).recordCandidate(1n, 2n, 9n, digest("weights 4"));
    await models.connect(scores).recordCandidate(1n, 4n, 10n, digest("weights 5"));
    expect(await models.lineageOf(1n, 5n)).to.deep.equal([4n, 2n, 1n]);
    expect(await models.lineageOf(1n, 3n)).to.deep.equal([1n]);
  });

  it("reverts with ModelRegistryVersionUnknown", async () => {
    const { models } = await loadFixture(registryWithOneModel);
    await expect(models.lineageOf(1n, 2n))
      .to.be.revertedWithCustomError(models, "ModelRegistryVersionUnknown")
      .withArgs(1n, 2n, 1n);
  });
});

describe("ModelRegistry, asked about a model that does not exist", () => {
  for (const name of ["liveVersionOf", "versionCountOf", "cardOf", "tokenURI", "ownerOf"] as const) {
    it(`reverts in ${name} with ERC721NonexistentToken`, async () => {
      const { models } = await loadFixture(registryWithOneModel);
      await expect(models[name](2n)).to.be.revertedWithCustomError(models, "ERC721NonexistentToken").withArgs(2n);
    });
  }
});

describe("ModelRegistry.supportsInterface", () => {
  for (const [name, id] of [
    ["ERC-165", "0x01ffc9a7"],
    ["ERC-721", "0x80ac58cd"],
    ["ERC-4906", "0x49064906"],
  ] as const) {
    it(`claims ${name}`, async () => {
      const { models } = await loadFixture(registryWithOneModel);
      expect(await models.supportsInterface(id)).to.equal(true);
    });
  }

  it("claims nothing else, and describes the collection (ERC-7572)", async () => {
    const { models } = await loadFixture(registryWithOneModel);
    expect(await models.supportsInterface("0xffffffff")).to.equal(false);
    const metadata = decodeURIComponent((await models.contractURI()).slice("data:application/json,".length));
    expect(JSON.parse(metadata)).to.deep.equal({ name: "Commonweights Models" });
  });
});
