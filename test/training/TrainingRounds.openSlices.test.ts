import { expect } from "chai";
import { id } from "ethers";
import { slicesCommitment } from "../../src/training/slicesCommitment.ts";
import { loadFixture } from "../support/loadFixture.ts";
import { openSlices, Phase, roundInOpening, SLICES, startOf } from "../support/rounds.ts";

const { rootSliceDigest, validationSliceDigest, salt } = SLICES;

describe("TrainingRounds.openSlices", () => {
  describe("when the round does not exist", () => {
    it("reverts with TrainingRoundsUnknownRound", async () => {
      const { rounds, sam } = await loadFixture(roundInOpening);
      await expect(rounds.connect(sam).openSlices(2n, rootSliceDigest, validationSliceDigest, salt))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsUnknownRound")
        .withArgs(2n);
    });
  });

  describe("when the caller is not the sponsor", () => {
    it("reverts with TrainingRoundsNotSponsor, for the model's owner too", async () => {
      const { rounds, alice, mallory, sam } = await loadFixture(roundInOpening);
      for (const caller of [alice, mallory]) {
        await expect(rounds.connect(caller).openSlices(1n, rootSliceDigest, validationSliceDigest, salt))
          .to.be.revertedWithCustomError(rounds, "TrainingRoundsNotSponsor")
          .withArgs(1n, caller, sam);
      }
    });
  });

  describe("when the slices are not those that were promised", () => {
    for (const field of ["rootSliceDigest", "validationSliceDigest", "salt"] as const) {
      it(`reverts with TrainingRoundsCommitmentMismatch for another ${field}`, async () => {
        const { rounds, sam } = await loadFixture(roundInOpening);
        const other = { ...SLICES, [field]: id("other") };
        await expect(rounds.connect(sam).openSlices(1n, other.rootSliceDigest, other.validationSliceDigest, other.salt))
          .to.be.revertedWithCustomError(rounds, "TrainingRoundsCommitmentMismatch")
          .withArgs(slicesCommitment(other), slicesCommitment(SLICES));
      });
    }
  });

  describe("given the slices were opened before", () => {
    it("reverts with TrainingRoundsAlreadyOpened", async () => {
      const world = await loadFixture(roundInOpening);
      await openSlices(world);
      await expect(world.rounds.connect(world.sam).openSlices(1n, rootSliceDigest, validationSliceDigest, salt))
        .to.be.revertedWithCustomError(world.rounds, "TrainingRoundsAlreadyOpened")
        .withArgs(1n);
    });
  });

  describe("when everything is in order", () => {
    it("marks the slices opened and emits SlicesOpened, without moving the phase", async () => {
      const { rounds, token, pool, sam, ethers } = await loadFixture(roundInOpening);
      const opening = rounds.connect(sam).openSlices(1n, rootSliceDigest, validationSliceDigest, salt);
      await expect(opening).to.emit(rounds, "SlicesOpened").withArgs(1n, rootSliceDigest, validationSliceDigest);
      await expect(opening).to.changeTokenBalances(ethers, token, [sam, rounds, pool], [0n, 0n, 0n]);
      expect((await rounds.roundOf(1n)).isOpened).to.equal(true);
      expect(await rounds.phaseOf(1n)).to.equal(Phase.Opening);
    });

    it("accepts the last second of Opening", async () => {
      const world = await loadFixture(roundInOpening);
      await world.networkHelpers.time.setNextBlockTimestamp((await startOf(world, Phase.ScoreCommit)) - 1n);
      await openSlices(world);
      expect((await world.rounds.roundOf(1n)).isOpened).to.equal(true);
    });
  });
});
