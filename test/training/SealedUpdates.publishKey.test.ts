import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { loadFixture } from "../support/loadFixture.ts";
import { actors } from "../support/rounds.ts";

const KEY = id("key");

describe("SealedUpdates.publishKey", () => {
  describe("when the key is zero", () => {
    it("reverts with SealedUpdatesZeroKey", async () => {
      const { sealing, olga } = await loadFixture(actors);
      await expect(sealing.connect(olga).publishKey(ZeroHash)).to.be.revertedWithCustomError(
        sealing,
        "SealedUpdatesZeroKey",
      );
    });
  });

  describe("when the key is in order", () => {
    it("stores it for the caller alone and emits KeyPublished", async () => {
      const { sealing, olga, otto } = await loadFixture(actors);
      await expect(sealing.connect(olga).publishKey(KEY)).to.emit(sealing, "KeyPublished").withArgs(olga, KEY);
      expect(await sealing.keyOf(olga)).to.equal(KEY);
      expect(await sealing.keyOf(otto)).to.equal(ZeroHash);
    });
  });

  describe("given the caller published a key before", () => {
    it("replaces it", async () => {
      const { sealing, olga } = await loadFixture(actors);
      await sealing.connect(olga).publishKey(KEY);
      await expect(sealing.connect(olga).publishKey(id("new key")))
        .to.emit(sealing, "KeyPublished")
        .withArgs(olga, id("new key"));
      expect(await sealing.keyOf(olga)).to.equal(id("new key"));
    });
  });
});
