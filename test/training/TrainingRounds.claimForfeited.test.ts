import { expect } from "chai";
import { loadFixture } from "../support/loadFixture.ts";
import {
  enter,
  enterLastDay,
  Failure,
  FEE,
  failedRoundOfSilentSponsor,
  failedRoundOfVoidSlices,
  failedRoundWithoutQuorum,
  failedRoundWithoutSnapshot,
  failedRoundWithoutUpdates,
  openRound,
  Phase,
  POT,
  roundInCommit,
} from "../support/rounds.ts";

describe("TrainingRounds.claimForfeited", () => {
  describe("when the round does not exist", () => {
    it("reverts with TrainingRoundsUnknownRound", async () => {
      const { rounds, bob } = await loadFixture(failedRoundOfSilentSponsor);
      await expect(rounds.claimForfeited(2n, bob))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsUnknownRound")
        .withArgs(2n);
    });
  });

  describe("given the failure is nobody's or not the sponsor's fault", () => {
    for (const [failure, fixture] of [
      ["NoUpdates", failedRoundWithoutUpdates],
      ["NoCommittee", failedRoundWithoutSnapshot],
      ["NoQuorum", failedRoundWithoutQuorum],
    ] as const) {
      it(`reverts with TrainingRoundsNotForfeited after ${failure}`, async () => {
        const { rounds, bob } = await loadFixture(fixture);
        await rounds.closeRound(1n);
        await expect(rounds.claimForfeited(1n, bob))
          .to.be.revertedWithCustomError(rounds, "TrainingRoundsNotForfeited")
          .withArgs(1n, Failure[failure]);
      });
    }
  });

  describe("given the round was not closed", () => {
    it("reverts with TrainingRoundsNotForfeited", async () => {
      const { rounds, bob } = await loadFixture(failedRoundOfSilentSponsor);
      await expect(rounds.claimForfeited(1n, bob))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsNotForfeited")
        .withArgs(1n, Failure.SponsorSilent);
    });
  });

  describe("when the account revealed nothing", () => {
    it("reverts with TrainingRoundsNothingForfeited, for unrevealed commits too", async () => {
      const { rounds, carol, mallory } = await loadFixture(failedRoundOfSilentSponsor);
      await rounds.closeRound(1n);
      for (const account of [carol, mallory]) {
        await expect(rounds.claimForfeited(1n, account))
          .to.be.revertedWithCustomError(rounds, "TrainingRoundsNothingForfeited")
          .withArgs(1n, account);
      }
    });
  });

  describe("given the contributor took its part before", () => {
    it("reverts with TrainingRoundsNothingForfeited", async () => {
      const { rounds, bob } = await loadFixture(failedRoundOfSilentSponsor);
      await rounds.closeRound(1n);
      await rounds.claimForfeited(1n, bob);
      await expect(rounds.claimForfeited(1n, bob))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsNothingForfeited")
        .withArgs(1n, bob);
    });
  });

  describe("given the sponsor stayed silent, or its slices were void", () => {
    for (const [fixture, names] of [
      [failedRoundOfSilentSponsor, ["bob", "dave"]],
      [failedRoundOfVoidSlices, ["bob", "carol", "dave"]],
    ] as const) {
      it(`pays ${names.join(", ")} equal parts after ${fixture.name}, whoever calls`, async () => {
        const world = await loadFixture(fixture);
        const { rounds, pool, token, mallory, ethers } = world;
        await rounds.closeRound(1n);
        const part = POT / BigInt(names.length);
        for (const name of names) {
          expect(await rounds.claimForfeited.staticCall(1n, world[name])).to.equal(part);
          const claiming = rounds.connect(mallory).claimForfeited(1n, world[name]);
          await expect(claiming).to.emit(rounds, "ForfeitedPotClaimed").withArgs(1n, world[name], part);
          await expect(claiming).to.changeTokenBalances(
            ethers,
            token,
            [world[name], pool, mallory, rounds],
            [part, -part, 0n, 0n],
          );
          expect((await rounds.updateOf(1n, world[name])).isForfeitPaid).to.equal(true);
        }
      });
    }

    it("forfeits what the sponsor itself added later, not what others added", async () => {
      const { rounds, pool, token, sam, erin, bob, ethers } = await loadFixture(failedRoundOfSilentSponsor);
      await pool.connect(sam).fund(1n, token, 40n);
      await pool.connect(erin).fund(1n, token, 60n);
      await rounds.closeRound(1n);
      await expect(rounds.claimForfeited(1n, bob)).to.changeTokenBalances(ethers, token, [bob], [(POT + 40n) / 2n]);
      await expect(pool.refund(1n, erin)).to.changeTokenBalances(ethers, token, [erin], [60n]);
      await expect(pool.refund(1n, sam)).to.changeTokenBalances(ethers, token, [sam], [FEE]);
    });

    it("pays nothing, but does not revert, when the pot was empty", async () => {
      const world = await loadFixture(roundInCommit);
      const { rounds, token, bob, ethers } = world;
      const roundId = await openRound(world, { pot: 0n, oracleFee: 0n });
      await rounds.connect(bob).commitUpdate(roundId, await rounds.commitmentOf(roundId, bob, DIGEST, DIGEST), 2n, 0n);
      await enterLastDay(world, roundId);
      await world.board.snapshotCommittee(roundId);
      await enter(world, Phase.Reveal, roundId);
      await rounds.connect(bob).revealUpdate(roundId, DIGEST, DIGEST);
      await enter(world, Phase.ScoreCommit, roundId);
      await rounds.closeRound(roundId);
      await expect(rounds.claimForfeited(roundId, bob)).to.changeTokenBalances(ethers, token, [bob], [0n]);
      expect((await rounds.updateOf(roundId, bob)).isForfeitPaid).to.equal(true);
    });
  });
});

const DIGEST = `0x${"11".repeat(32)}`;
