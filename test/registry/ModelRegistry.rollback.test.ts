import { expect } from "chai";
import { digest, networkHelpers, VersionStatus } from "../support/marketFixture.ts";
import { modelWithPromotedVersion } from "../support/modelFixture.ts";

const { loadFixture } = networkHelpers;

describe("ModelRegistry.rollback", () => {
  describe("when the caller is not the governor", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { models, alice } = await loadFixture(modelWithPromotedVersion);
      await expect(models.connect(alice).rollback(1n, 2n, 1n))
        .to.be.revertedWithCustomError(models, "AccessManagedUnauthorized")
        .withArgs(alice);
    });
  });

  describe("when the version to leave is not live", () => {
    it("reverts with ModelRegistryNotLive", async () => {
      const { models, governor } = await loadFixture(modelWithPromotedVersion);
      await expect(models.connect(governor).rollback(1n, 1n, 1n))
        .to.be.revertedWithCustomError(models, "ModelRegistryNotLive")
        .withArgs(1n, 1n, 2n);
    });
  });

  describe("when the version to go back to was never live", () => {
    it("reverts with ModelRegistryWrongStatus", async () => {
      const { models, governor, scores } = await loadFixture(modelWithPromotedVersion);
      await models.connect(scores).recordCandidate(1n, 2n, 8n, digest("weights 3"));
      await expect(models.connect(governor).rollback(1n, 2n, 3n))
        .to.be.revertedWithCustomError(models, "ModelRegistryWrongStatus")
        .withArgs(1n, 3n, VersionStatus.Candidate);
    });
  });

  describe("when the version to go back to is flagged", () => {
    it("reverts with ModelRegistryWrongStatus", async () => {
      const { models, governor } = await loadFixture(modelWithPromotedVersion);
      await models.connect(governor).flag(1n, 1n, digest("reason"));
      await expect(models.connect(governor).rollback(1n, 2n, 1n))
        .to.be.revertedWithCustomError(models, "ModelRegistryWrongStatus")
        .withArgs(1n, 1n, VersionStatus.Flagged);
    });
  });

  describe("when the version to go back to was live", () => {
    it("emits VersionRolledBack and swaps them for good", async () => {
      const { models, governor } = await loadFixture(modelWithPromotedVersion);
      await expect(models.connect(governor).rollback(1n, 2n, 1n))
        .to.emit(models, "VersionRolledBack")
        .withArgs(1n, 2n, 1n);
      expect(await models.liveVersionOf(1n)).to.equal(1n);
      expect((await models.versionOf(1n, 1n)).status).to.equal(VersionStatus.Live);
      expect((await models.versionOf(1n, 2n)).status).to.equal(VersionStatus.RolledBack);
      await expect(models.connect(governor).promote(1n, 1n, 2n, digest("report")))
        .to.be.revertedWithCustomError(models, "ModelRegistryWrongStatus")
        .withArgs(1n, 2n, VersionStatus.RolledBack);
    });
  });
});
