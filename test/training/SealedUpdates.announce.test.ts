import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { loadFixture } from "../support/loadFixture.ts";
import {
  Phase,
  revealUpdates,
  roundBeforeSnapshot,
  roundInOpening,
  roundInReveal,
  roundInScoreCommit,
  settledRound,
} from "../support/rounds.ts";

const SEALED = id("sealed update of bob");

/** bob revealed; carol and dave committed only. */
async function roundWithBobRevealed() {
  const world = await roundInReveal();
  await revealUpdates(world, ["bob"]);
  return world;
}

describe("SealedUpdates.announce", () => {
  describe("when the round does not exist", () => {
    it("reverts with SealedUpdatesWrongPhase", async () => {
      const { sealing, bob } = await loadFixture(roundWithBobRevealed);
      await expect(sealing.connect(bob).announce(2n, SEALED))
        .to.be.revertedWithCustomError(sealing, "SealedUpdatesWrongPhase")
        .withArgs(2n, Phase.None, Phase.Reveal);
    });
  });

  for (const [fixture, phase] of [
    [roundBeforeSnapshot, "Commit"],
    [roundInOpening, "Opening"],
    [roundInScoreCommit, "ScoreCommit"],
    [settledRound, "Settled"],
  ] as const) {
    describe(`given the round is in ${phase}`, () => {
      it("reverts with SealedUpdatesWrongPhase", async () => {
        const { sealing, bob } = await loadFixture<Awaited<ReturnType<typeof roundInReveal>>>(fixture);
        await expect(sealing.connect(bob).announce(1n, SEALED))
          .to.be.revertedWithCustomError(sealing, "SealedUpdatesWrongPhase")
          .withArgs(1n, Phase[phase], Phase.Reveal);
      });
    });
  }

  describe("given the caller committed and did not reveal", () => {
    it("reverts with SealedUpdatesNotRevealed", async () => {
      const { sealing, carol } = await loadFixture(roundWithBobRevealed);
      await expect(sealing.connect(carol).announce(1n, SEALED))
        .to.be.revertedWithCustomError(sealing, "SealedUpdatesNotRevealed")
        .withArgs(1n, carol);
    });
  });

  describe("when the digest is zero", () => {
    it("reverts with SealedUpdatesZeroDigest", async () => {
      const { sealing, bob } = await loadFixture(roundWithBobRevealed);
      await expect(sealing.connect(bob).announce(1n, ZeroHash)).to.be.revertedWithCustomError(
        sealing,
        "SealedUpdatesZeroDigest",
      );
    });
  });

  describe("given the caller announced before", () => {
    it("reverts with SealedUpdatesAlreadyAnnounced and keeps the first", async () => {
      const { sealing, bob } = await loadFixture(roundWithBobRevealed);
      await sealing.connect(bob).announce(1n, SEALED);
      await expect(sealing.connect(bob).announce(1n, id("other")))
        .to.be.revertedWithCustomError(sealing, "SealedUpdatesAlreadyAnnounced")
        .withArgs(1n, bob, SEALED);
      expect(await sealing.sealedDigestOf(1n, bob)).to.equal(SEALED);
    });
  });

  describe("given the caller revealed in this round", () => {
    it("stores the digest for round and caller and emits UpdateSealed", async () => {
      const { sealing, bob, carol } = await loadFixture(roundWithBobRevealed);
      await expect(sealing.connect(bob).announce(1n, SEALED))
        .to.emit(sealing, "UpdateSealed")
        .withArgs(1n, bob, SEALED);
      expect(await sealing.sealedDigestOf(1n, bob)).to.equal(SEALED);
      expect(await sealing.sealedDigestOf(1n, carol)).to.equal(ZeroHash);
      expect(await sealing.sealedDigestOf(2n, bob)).to.equal(ZeroHash);
    });

    it("takes the announcement up to the last second of Reveal, and not in the first of Opening", async () => {
      const world = await loadFixture(roundWithBobRevealed);
      const { sealing, rounds, bob, networkHelpers } = world;
      const endsAt = (await rounds.deadlinesOf(1n))[1];
      const restorer = await networkHelpers.takeSnapshot();
      await networkHelpers.time.setNextBlockTimestamp(endsAt - 1n);
      await sealing.connect(bob).announce(1n, SEALED);
      expect(await sealing.sealedDigestOf(1n, bob)).to.equal(SEALED);
      await restorer.restore();
      await networkHelpers.time.setNextBlockTimestamp(endsAt);
      await expect(sealing.connect(bob).announce(1n, SEALED))
        .to.be.revertedWithCustomError(sealing, "SealedUpdatesWrongPhase")
        .withArgs(1n, Phase.Opening, Phase.Reveal);
    });
  });
});
