import { expect } from "chai";
import { ethers, networkHelpers } from "../support/marketFixture.ts";
import { modelWithCandidate, registryWithOneModel } from "../support/modelFixture.ts";

const { loadFixture } = networkHelpers;

describe("ModelRegistry.setProvenance", () => {
  describe("when the caller is not the governor", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { models, mallory } = await loadFixture(registryWithOneModel);
      await expect(models.connect(mallory).setProvenance(mallory))
        .to.be.revertedWithCustomError(models, "AccessManagedUnauthorized")
        .withArgs(mallory);
    });
  });

  describe("given no judge", () => {
    it("emits ProvenanceSet and names the judge", async () => {
      const { models, governor } = await loadFixture(registryWithOneModel);
      expect(await models.provenance()).to.equal(ethers.ZeroAddress);
      const provenance = await ethers.deployContract("MockProvenance");
      await expect(models.connect(governor).setProvenance(provenance))
        .to.emit(models, "ProvenanceSet")
        .withArgs(provenance);
      expect(await models.provenance()).to.equal(await provenance.getAddress());
    });
  });

  describe("given a judge", () => {
    it("reverts with ModelRegistryProvenanceAlreadySet", async () => {
      const { models, governor, mallory, provenance } = await loadFixture(modelWithCandidate);
      await expect(models.connect(governor).setProvenance(mallory))
        .to.be.revertedWithCustomError(models, "ModelRegistryProvenanceAlreadySet")
        .withArgs(provenance);
    });
  });
});
