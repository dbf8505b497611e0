import { expect } from "chai";
import { digest, networkHelpers, VersionStatus, ZeroHash } from "../support/marketFixture.ts";
import { registryWithOneModel } from "../support/modelFixture.ts";

const { loadFixture } = networkHelpers;

describe("ModelRegistry.recordCandidate", () => {
  describe("when the caller is not the score board", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { models, alice } = await loadFixture(registryWithOneModel);
      await expect(models.connect(alice).recordCandidate(1n, 1n, 7n, digest("weights 2")))
        .to.be.revertedWithCustomError(models, "AccessManagedUnauthorized")
        .withArgs(alice);
    });
  });

  describe("when the model does not exist", () => {
    it("reverts with ERC721NonexistentToken", async () => {
      const { models, scores } = await loadFixture(registryWithOneModel);
      await expect(models.connect(scores).recordCandidate(2n, 1n, 7n, digest("weights 2")))
        .to.be.revertedWithCustomError(models, "ERC721NonexistentToken")
        .withArgs(2n);
    });
  });

  for (const parent of [0n, 2n]) {
    describe(`when the parent is version ${parent} of 1`, () => {
      it("reverts with ModelRegistryVersionUnknown (REG-1)", async () => {
        const { models, scores } = await loadFixture(registryWithOneModel);
        await expect(models.connect(scores).recordCandidate(1n, parent, 7n, digest("weights 2")))
          .to.be.revertedWithCustomError(models, "ModelRegistryVersionUnknown")
          .withArgs(1n, parent, 1n);
      });
    });
  }

  describe("when the round is 0", () => {
    it("reverts with ModelRegistryRoundMissing", async () => {
      const { models, scores } = await loadFixture(registryWithOneModel);
      await expect(models.connect(scores).recordCandidate(1n, 1n, 0n, digest("weights 2")))
        .to.be.revertedWithCustomError(models, "ModelRegistryRoundMissing")
        .withArgs(1n);
    });
  });

  describe("given that the round made a version", () => {
    it("reverts with ModelRegistryRoundAlreadyRecorded, for another model too", async () => {
      const { models, alice, scores } = await loadFixture(registryWithOneModel);
      await models.connect(alice).register(digest("card"), digest("weights"));
      await models.connect(scores).recordCandidate(1n, 1n, 7n, digest("weights 2"));
      await expect(models.connect(scores).recordCandidate(2n, 1n, 7n, digest("weights 2")))
        .to.be.revertedWithCustomError(models, "ModelRegistryRoundAlreadyRecorded")
        .withArgs(7n, 1n, 2n);
    });
  });

  describe("when a new round settled", () => {
    it("emits CandidateRecorded and adds a candidate, without touching the live version", async () => {
      const { models, scores } = await loadFixture(registryWithOneModel);
      await expect(models.connect(scores).recordCandidate(1n, 1n, 7n, digest("weights 2")))
        .to.emit(models, "CandidateRecorded")
        .withArgs(1n, 2n, 7n, 1n, digest("weights 2"));
      const createdAt = BigInt(await networkHelpers.time.latest());
      expect(await models.versionOf(1n, 2n)).to.deep.equal([
        digest("weights 2"),
        ZeroHash,
        7n,
        1n,
        VersionStatus.Candidate,
        createdAt,
      ]);
      expect(await models.versionOfRound(7n)).to.deep.equal([1n, 2n]);
      expect(await models.versionOfRound(8n)).to.deep.equal([0n, 0n]);
      expect(await models.versionCountOf(1n)).to.equal(2n);
      expect(await models.liveVersionOf(1n)).to.equal(1n);
    });

    it("takes any digest, so that none can hold up a settlement", async () => {
      const { models, scores } = await loadFixture(registryWithOneModel);
      await models.connect(scores).recordCandidate(1n, 1n, 7n, ZeroHash);
      expect((await models.versionOf(1n, 2n)).weightsDigest).to.equal(ZeroHash);
    });
  });
});
