import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { loadFixture } from "../support/loadFixture.ts";
import {
  enter,
  Phase,
  revealUpdates,
  roundInOpening,
  roundInReveal,
  roundInScoreCommit,
  type World,
} from "../support/rounds.ts";

const COPY = id("bob's update, sealed by olga");

/** In Opening; dave committed and did not reveal. */
async function roundInOpeningWithoutDave() {
  const world = await roundInReveal();
  await revealUpdates(world, ["bob", "carol"]);
  await enter(world, Phase.Opening);
  return world;
}

describe("SealedUpdates.forward", () => {
  for (const [fixture, phase] of [
    [roundInReveal, "Reveal"],
    [roundInScoreCommit, "ScoreCommit"],
  ] as const) {
    describe(`given the round is in ${phase}`, () => {
      it("reverts with SealedUpdatesWrongPhase", async () => {
        const { sealing, olga, bob } = await loadFixture<World>(fixture);
        await expect(sealing.connect(olga).forward(1n, bob, COPY))
          .to.be.revertedWithCustomError(sealing, "SealedUpdatesWrongPhase")
          .withArgs(1n, Phase[phase], Phase.Opening);
      });
    });
  }

  describe("given the contributor did not reveal", () => {
    it("reverts with SealedUpdatesNotRevealed", async () => {
      const { sealing, olga, dave } = await loadFixture(roundInOpeningWithoutDave);
      await expect(sealing.connect(olga).forward(1n, dave, COPY))
        .to.be.revertedWithCustomError(sealing, "SealedUpdatesNotRevealed")
        .withArgs(1n, dave);
    });
  });

  describe("given the caller is not on the committee", () => {
    it("reverts with SealedUpdatesNotMember, for the contributor as well", async () => {
      const { sealing, bob, mallory } = await loadFixture(roundInOpening);
      for (const caller of [bob, mallory]) {
        await expect(sealing.connect(caller).forward(1n, bob, COPY))
          .to.be.revertedWithCustomError(sealing, "SealedUpdatesNotMember")
          .withArgs(1n, caller);
      }
    });
  });

  describe("when the digest is zero", () => {
    it("reverts with SealedUpdatesZeroDigest", async () => {
      const { sealing, olga, bob } = await loadFixture(roundInOpening);
      await expect(sealing.connect(olga).forward(1n, bob, ZeroHash)).to.be.revertedWithCustomError(
        sealing,
        "SealedUpdatesZeroDigest",
      );
    });
  });

  describe("given the caller is a member", () => {
    it("emits UpdateForwarded and leaves the contributor's announcement alone", async () => {
      const { sealing, olga, oscar, bob } = await loadFixture(roundInOpening);
      // The first and the last seat.
      for (const oracle of [olga, oscar]) {
        await expect(sealing.connect(oracle).forward(1n, bob, COPY))
          .to.emit(sealing, "UpdateForwarded")
          .withArgs(1n, bob, oracle, COPY);
      }
      expect(await sealing.sealedDigestOf(1n, bob)).to.equal(ZeroHash);
    });
  });
});
