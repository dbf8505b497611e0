import { expect } from "chai";
import { CID } from "multiformats/cid";
import { digest, ethers, networkHelpers, ZeroHash } from "../support/marketFixture.ts";
import { registryWithOneModel } from "../support/modelFixture.ts";

const { loadFixture } = networkHelpers;

describe("ModelRegistry.updateCard", () => {
  describe("when the caller is not the owner", () => {
    it("reverts with ModelRegistryNotOwner", async () => {
      const { models, alice, mallory } = await loadFixture(registryWithOneModel);
      await expect(models.connect(mallory).updateCard(1n, digest("new card")))
        .to.be.revertedWithCustomError(models, "ModelRegistryNotOwner")
        .withArgs(1n, mallory, alice);
    });
  });

  describe("when the digest is zero", () => {
    it("reverts with ModelRegistryEmptyDigest", async () => {
      const { models, alice } = await loadFixture(registryWithOneModel);
      await expect(models.connect(alice).updateCard(1n, ZeroHash))
        .to.be.revertedWithCustomError(models, "ModelRegistryEmptyDigest")
        .withArgs();
    });
  });

  describe("when the owner updates it", () => {
    it("emits ModelCardUpdated and MetadataUpdate, and the URI names the new card", async () => {
      const { models, alice } = await loadFixture(registryWithOneModel);
      const transaction = models.connect(alice).updateCard(1n, digest("new card"));
      await expect(transaction).to.emit(models, "ModelCardUpdated").withArgs(1n, digest("new card"));
      await expect(transaction).to.emit(models, "MetadataUpdate").withArgs(1n);
      expect(await models.cardOf(1n)).to.equal(digest("new card"));
      const uri = await models.tokenURI(1n);
      expect(ethers.hexlify(CID.parse(uri.slice("ipfs://".length)).multihash.digest)).to.equal(digest("new card"));
    });
  });
});
