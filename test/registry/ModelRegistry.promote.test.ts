import { expect } from "chai";
import { digest, networkHelpers, VersionStatus } from "../support/marketFixture.ts";
import { modelWithCandidate, modelWithPromotedVersion, registryWithOneModel } from "../support/modelFixture.ts";

const { loadFixture } = networkHelpers;

describe("ModelRegistry.promote", () => {
  describe("when the caller is not the governor", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { models, alice } = await loadFixture(modelWithCandidate);
      await expect(models.connect(alice).promote(1n, 1n, 2n, digest("report")))
        .to.be.revertedWithCustomError(models, "AccessManagedUnauthorized")
        .withArgs(alice);
    });
  });

  describe("when the model does not exist", () => {
    it("reverts with ERC721NonexistentToken", async () => {
      const { models, governor } = await loadFixture(modelWithCandidate);
      await expect(models.connect(governor).promote(2n, 1n, 2n, digest("report")))
        .to.be.revertedWithCustomError(models, "ERC721NonexistentToken")
        .withArgs(2n);
    });
  });

  describe("given that another version went live since the proposal", () => {
    it("reverts with ModelRegistryNotLive", async () => {
      const { models, governor, scores } = await loadFixture(modelWithPromotedVersion);
      await models.connect(scores).recordCandidate(1n, 1n, 8n, digest("weights 3"));
      await expect(models.connect(governor).promote(1n, 1n, 3n, digest("report")))
        .to.be.revertedWithCustomError(models, "ModelRegistryNotLive")
        .withArgs(1n, 1n, 2n);
    });
  });

  describe("when the version does not exist", () => {
    it("reverts with ModelRegistryVersionUnknown", async () => {
      const { models, governor } = await loadFixture(modelWithCandidate);
      await expect(models.connect(governor).promote(1n, 1n, 3n, digest("report")))
        .to.be.revertedWithCustomError(models, "ModelRegistryVersionUnknown")
        .withArgs(1n, 3n, 2n);
    });
  });

  describe("given a version that is not a candidate", () => {
    it("reverts with ModelRegistryWrongStatus for the live one", async () => {
      const { models, governor } = await loadFixture(modelWithCandidate);
      await expect(models.connect(governor).promote(1n, 1n, 1n, digest("report")))
        .to.be.revertedWithCustomError(models, "ModelRegistryWrongStatus")
        .withArgs(1n, 1n, VersionStatus.Live);
    });

    it("reverts with ModelRegistryWrongStatus for a flagged one", async () => {
      const { models, governor } = await loadFixture(modelWithCandidate);
      await models.connect(governor).flag(1n, 2n, digest("reason"));
      await expect(models.connect(governor).promote(1n, 1n, 2n, digest("report")))
        .to.be.revertedWithCustomError(models, "ModelRegistryWrongStatus")
        .withArgs(1n, 2n, VersionStatus.Flagged);
    });

    it("reverts with ModelRegistryWrongStatus for a deprecated one", async () => {
      const { models, governor, alice } = await loadFixture(modelWithCandidate);
      await models.connect(alice).deprecate(1n, 2n);
      await expect(models.connect(governor).promote(1n, 1n, 2n, digest("report")))
        .to.be.revertedWithCustomError(models, "ModelRegistryWrongStatus")
        .withArgs(1n, 2n, VersionStatus.Deprecated);
    });
  });

  describe("given that nothing judges provenance", () => {
    it("reverts with ModelRegistryProvenanceNotSet (GOV-6)", async () => {
      const { models, governor, scores } = await loadFixture(registryWithOneModel);
      await models.connect(scores).recordCandidate(1n, 1n, 7n, digest("weights 2"));
      await expect(models.connect(governor).promote(1n, 1n, 2n, digest("report")))
        .to.be.revertedWithCustomError(models, "ModelRegistryProvenanceNotSet")
        .withArgs();
    });
  });

  describe("given a round that was not lawful", () => {
    it("reverts with ModelRegistryProvenanceUnlawful (GOV-6)", async () => {
      const { models, governor, provenance } = await loadFixture(modelWithCandidate);
      await provenance.getFunction("setUnlawful")(7n, true);
      await expect(models.connect(governor).promote(1n, 1n, 2n, digest("report")))
        .to.be.revertedWithCustomError(models, "ModelRegistryProvenanceUnlawful")
        .withArgs(1n, 2n, 7n);
    });
  });

  describe("given a candidate from a lawful round", () => {
    it("emits VersionPromoted, makes it live and keeps the report", async () => {
      const { models, governor } = await loadFixture(modelWithCandidate);
      await expect(models.connect(governor).promote(1n, 1n, 2n, digest("report")))
        .to.emit(models, "VersionPromoted")
        .withArgs(1n, 1n, 2n, digest("report"));
      expect(await models.liveVersionOf(1n)).to.equal(2n);
      const promoted = await models.versionOf(1n, 2n);
      expect([promoted.status, promoted.reportDigest]).to.deep.equal([VersionStatus.Live, digest("report")]);
      expect((await models.versionOf(1n, 1n)).status).to.equal(VersionStatus.Superseded);
    });

    it("leaves a flag on the version it replaces", async () => {
      const { models, governor } = await loadFixture(modelWithCandidate);
      await models.connect(governor).flag(1n, 1n, digest("reason"));
      await models.connect(governor).promote(1n, 1n, 2n, digest("report"));
      expect((await models.versionOf(1n, 1n)).status).to.equal(VersionStatus.Flagged);
      expect(await models.liveVersionOf(1n)).to.equal(2n);
    });
  });
});
