import { expect } from "chai";
import { digest, networkHelpers, VersionStatus } from "../support/marketFixture.ts";
import { modelWithCandidate } from "../support/modelFixture.ts";

const { loadFixture } = networkHelpers;

describe("ModelRegistry.flag", () => {
  describe("when the caller is not the governor", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { models, alice } = await loadFixture(modelWithCandidate);
      await expect(models.connect(alice).flag(1n, 2n, digest("reason")))
        .to.be.revertedWithCustomError(models, "AccessManagedUnauthorized")
        .withArgs(alice);
    });
  });

  describe("when the version does not exist", () => {
    it("reverts with ModelRegistryVersionUnknown", async () => {
      const { models, governor } = await loadFixture(modelWithCandidate);
      await expect(models.connect(governor).flag(1n, 3n, digest("reason")))
        .to.be.revertedWithCustomError(models, "ModelRegistryVersionUnknown")
        .withArgs(1n, 3n, 2n);
    });
  });

  describe("given a flagged version", () => {
    it("reverts with ModelRegistryWrongStatus", async () => {
      const { models, governor } = await loadFixture(modelWithCandidate);
      await models.connect(governor).flag(1n, 2n, digest("reason"));
      await expect(models.connect(governor).flag(1n, 2n, digest("again")))
        .to.be.revertedWithCustomError(models, "ModelRegistryWrongStatus")
        .withArgs(1n, 2n, VersionStatus.Flagged);
    });
  });

  for (const [name, version, live] of [
    ["candidate", 2n, 1n],
    ["live", 1n, 1n],
  ] as const) {
    describe(`given a ${name} version`, () => {
      it("emits VersionFlagged, marks it and keeps the live version in place", async () => {
        const { models, governor } = await loadFixture(modelWithCandidate);
        await expect(models.connect(governor).flag(1n, version, digest("reason")))
          .to.emit(models, "VersionFlagged")
          .withArgs(1n, version, digest("reason"));
        expect((await models.versionOf(1n, version)).status).to.equal(VersionStatus.Flagged);
        expect(await models.liveVersionOf(1n)).to.equal(live);
      });
    });
  }
});
