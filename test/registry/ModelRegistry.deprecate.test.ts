import { expect } from "chai";
import { digest, networkHelpers, VersionStatus } from "../support/marketFixture.ts";
import { modelWithCandidate, modelWithPromotedVersion } from "../support/modelFixture.ts";

const { loadFixture } = networkHelpers;

describe("ModelRegistry.deprecate", () => {
  describe("when the caller is not the owner", () => {
    it("reverts with ModelRegistryNotOwner", async () => {
      const { models, alice, mallory } = await loadFixture(modelWithCandidate);
      await expect(models.connect(mallory).deprecate(1n, 2n))
        .to.be.revertedWithCustomError(models, "ModelRegistryNotOwner")
        .withArgs(1n, mallory, alice);
    });
  });

  describe("when the version is live", () => {
    it("reverts with ModelRegistryStillLive", async () => {
      const { models, alice } = await loadFixture(modelWithCandidate);
      await expect(models.connect(alice).deprecate(1n, 1n))
        .to.be.revertedWithCustomError(models, "ModelRegistryStillLive")
        .withArgs(1n, 1n);
    });
  });

  describe("given a flagged version", () => {
    it("reverts with ModelRegistryWrongStatus", async () => {
      const { models, alice, governor } = await loadFixture(modelWithCandidate);
      await models.connect(governor).flag(1n, 2n, digest("reason"));
      await expect(models.connect(alice).deprecate(1n, 2n))
        .to.be.revertedWithCustomError(models, "ModelRegistryWrongStatus")
        .withArgs(1n, 2n, VersionStatus.Flagged);
    });
  });

  describe("given a deprecated version", () => {
    it("reverts with ModelRegistryWrongStatus", async () => {
      const { models, alice } = await loadFixture(modelWithCandidate);
      await models.connect(alice).deprecate(1n, 2n);
      await expect(models.connect(alice).deprecate(1n, 2n))
        .to.be.revertedWithCustomError(models, "ModelRegistryWrongStatus")
        .withArgs(1n, 2n, VersionStatus.Deprecated);
    });
  });

  describe("given a candidate", () => {
    it("emits VersionDeprecated and marks it", async () => {
      const { models, alice } = await loadFixture(modelWithCandidate);
      await expect(models.connect(alice).deprecate(1n, 2n)).to.emit(models, "VersionDeprecated").withArgs(1n, 2n);
      expect((await models.versionOf(1n, 2n)).status).to.equal(VersionStatus.Deprecated);
    });
  });

  describe("given a superseded version", () => {
    it("ends the way back to it", async () => {
      const { models, alice, governor } = await loadFixture(modelWithPromotedVersion);
      await models.connect(alice).deprecate(1n, 1n);
      await expect(models.connect(governor).rollback(1n, 2n, 1n))
        .to.be.revertedWithCustomError(models, "ModelRegistryWrongStatus")
        .withArgs(1n, 1n, VersionStatus.Deprecated);
    });
  });
});
