import { expect } from "chai";
import { loadFixture } from "../support/loadFixture.ts";
import {
  BOND,
  commitUpdates,
  enter,
  failedRoundOfSilentSponsor,
  failedRoundOfTwoSeats,
  failedRoundWithoutSnapshot,
  failedRoundWithoutUpdates,
  openRound,
  Phase,
  roundInCommit,
} from "../support/rounds.ts";

describe("TrainingRounds.reclaimBond", () => {
  describe("when the round does not exist", () => {
    it("reverts with TrainingRoundsUnknownRound", async () => {
      const { rounds, bob } = await loadFixture(failedRoundWithoutSnapshot);
      await expect(rounds.reclaimBond(2n, bob))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsUnknownRound")
        .withArgs(2n);
    });
  });

  describe("given the round had a committee", () => {
    for (const fixture of [failedRoundWithoutUpdates, failedRoundOfSilentSponsor]) {
      it(`reverts with TrainingRoundsNoBondToReturn, revealed or not: ${fixture.name}`, async () => {
        const { rounds, bob, carol } = await loadFixture(fixture);
        for (const contributor of [bob, carol]) {
          await expect(rounds.reclaimBond(1n, contributor))
            .to.be.revertedWithCustomError(rounds, "TrainingRoundsNoBondToReturn")
            .withArgs(1n, contributor);
        }
      });
    }
  });

  describe("when the account did not commit", () => {
    it("reverts with TrainingRoundsNoBondToReturn", async () => {
      const { rounds, mallory } = await loadFixture(failedRoundWithoutSnapshot);
      await expect(rounds.reclaimBond(1n, mallory))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsNoBondToReturn")
        .withArgs(1n, mallory);
    });
  });

  describe("given the bond went back before", () => {
    it("reverts with TrainingRoundsNoBondToReturn", async () => {
      const { rounds, bob } = await loadFixture(failedRoundWithoutSnapshot);
      await rounds.reclaimBond(1n, bob);
      await expect(rounds.reclaimBond(1n, bob))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsNoBondToReturn")
        .withArgs(1n, bob);
    });
  });

  for (const fixture of [failedRoundWithoutSnapshot, failedRoundOfTwoSeats]) {
    describe(`given the round never had a committee: ${fixture.name}`, () => {
      it("returns the bond and emits BondReturned, whoever calls, before and after the round is closed", async () => {
        const { rounds, token, pool, bob, carol, dave, mallory, ethers } = await loadFixture(fixture);
        for (const contributor of [bob, carol, dave]) {
          const returning = rounds.connect(mallory).reclaimBond(1n, contributor);
          await expect(returning).to.emit(rounds, "BondReturned").withArgs(1n, contributor, BOND);
          await expect(returning).to.changeTokenBalances(
            ethers,
            token,
            [contributor, rounds, mallory, pool],
            [BOND, -BOND, 0n, 0n],
          );
          expect((await rounds.updateOf(1n, contributor)).isBondReturned).to.equal(true);
          if (contributor === bob) await rounds.closeRound(1n);
        }
        expect(await token.balanceOf(rounds)).to.equal(0n);
      });
    });
  }

  describe("given the round takes no bond", () => {
    it("moves no money", async () => {
      const world = await loadFixture(roundInCommit);
      const { rounds, token, bob, ethers } = world;
      const roundId = await openRound(world, { bond: 0n });
      await commitUpdates(world, ["bob"], roundId);
      await enter(world, Phase.Reveal, roundId);
      const returning = rounds.reclaimBond(roundId, bob);
      await expect(returning).to.emit(rounds, "BondReturned").withArgs(roundId, bob, 0n);
      await expect(returning).to.changeTokenBalances(ethers, token, [bob, rounds], [0n, 0n]);
    });
  });
});
