import { expect } from "chai";
import { digest, marketWithOffer, networkHelpers } from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;

describe("DatasetRegistry.withdrawConsent", () => {
  describe("when the caller is not the provider", () => {
    it("reverts with DatasetRegistryNotProvider", async () => {
      const { datasets, alice, mallory } = await loadFixture(marketWithOffer);
      await expect(datasets.connect(mallory).withdrawConsent(1n, digest("reason")))
        .to.be.revertedWithCustomError(datasets, "DatasetRegistryNotProvider")
        .withArgs(1n, mallory, alice);
    });
  });

  describe("when the provider withdraws", () => {
    it("emits ConsentWithdrawn and remembers the time", async () => {
      const { datasets, alice } = await loadFixture(marketWithOffer);
      await expect(datasets.connect(alice).withdrawConsent(1n, digest("reason")))
        .to.emit(datasets, "ConsentWithdrawn")
        .withArgs(1n, digest("reason"));
      const withdrawnAt = BigInt(await networkHelpers.time.latest());
      expect(await datasets.consentWithdrawnAt(1n)).to.equal(withdrawnAt);
      expect(await datasets.statusOf(1n)).to.deep.equal([alice.address, withdrawnAt, false]);
    });

    it("rewrites no version (REG-2)", async () => {
      const { datasets, alice } = await loadFixture(marketWithOffer);
      const before = await datasets.versionOf(1n, 1n);
      await datasets.connect(alice).withdrawConsent(1n, digest("reason"));
      expect(await datasets.versionOf(1n, 1n)).to.deep.equal(before);
    });
  });

  describe("given that consent was withdrawn", () => {
    it("reverts with DatasetRegistryConsentWithdrawn", async () => {
      const { datasets, alice } = await loadFixture(marketWithOffer);
      await datasets.connect(alice).withdrawConsent(1n, digest("reason"));
      const withdrawnAt = await networkHelpers.time.latest();
      await expect(datasets.connect(alice).withdrawConsent(1n, digest("again")))
        .to.be.revertedWithCustomError(datasets, "DatasetRegistryConsentWithdrawn")
        .withArgs(1n, withdrawnAt);
    });
  });
});
