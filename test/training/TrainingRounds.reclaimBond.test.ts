import { expect } from "chai";
import { loadFixture } from "../support/loadFixture.ts";
import {
  BOND,
  commitUpdates,
  Failure,
  FEE,
  failedRoundOfSilentSponsor,
  failedRoundOfTwoSeats,
  failedRoundOfVoidSlices,
  failedRoundWithoutQuorum,
  failedRoundWithoutSnapshot,
  failedRoundWithoutUpdates,
  openRound,
  Phase,
  POT,
  roundBeforeSnapshot,
  roundInCommit,
  roundInReveal,
  startOf,
  type World,
} from "../support/rounds.ts";
import { allowMockToken } from "../support/roundsTokens.ts";

/** Opens a round that bob commits to and nobody snapshots; resolves to its identifier once it has failed. */
async function failRound(world: World, overrides: Parameters<typeof openRound>[1]): Promise<bigint> {
  const roundId = await openRound(world, overrides);
  await commitUpdates(world, ["bob"], roundId);
  await world.networkHelpers.time.increaseTo(await startOf(world, Phase.Reveal, roundId));
  return roundId;
}

describe("TrainingRounds.reclaimBond", () => {
  describe("when the round does not exist", () => {
    it("reverts with TrainingRoundsUnknownRound", async () => {
      const { rounds, bob } = await loadFixture(failedRoundOfTwoSeats);
      await expect(rounds.reclaimBond(2n, bob))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsUnknownRound")
        .withArgs(2n);
    });
  });

  describe("given the round has not failed", () => {
    it("reverts with TrainingRoundsWrongPhase, to the last second of Commit", async () => {
      const world = await loadFixture(roundBeforeSnapshot);
      const { rounds, bob, networkHelpers } = world;
      await networkHelpers.time.setNextBlockTimestamp((await startOf(world, Phase.Reveal)) - 1n);
      await expect(rounds.reclaimBond(1n, bob))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsWrongPhase")
        .withArgs(1n, Phase.Commit, Phase.Failed);
    });

    it("reverts with TrainingRoundsWrongPhase once the committee is seated", async () => {
      const world = await loadFixture(roundInReveal);
      await expect(world.rounds.reclaimBond(1n, world.bob))
        .to.be.revertedWithCustomError(world.rounds, "TrainingRoundsWrongPhase")
        .withArgs(1n, Phase.Reveal, Phase.Failed);
    });
  });

  describe("given the round failed for another reason", () => {
    for (const [failure, fixture] of [
      ["NoUpdates", failedRoundWithoutUpdates],
      ["SponsorSilent", failedRoundOfSilentSponsor],
      ["SlicesVoid", failedRoundOfVoidSlices],
      ["NoQuorum", failedRoundWithoutQuorum],
    ] as const) {
      it(`reverts with TrainingRoundsNoBondToReturn after ${failure}, revealed or not, closed or not`, async () => {
        const { rounds, bob, carol } = await loadFixture(fixture);
        expect(await rounds.failureOf(1n)).to.equal(Failure[failure]);
        for (const isClosed of [false, true]) {
          if (isClosed) await rounds.closeRound(1n);
          for (const contributor of [bob, carol]) {
            await expect(rounds.reclaimBond(1n, contributor))
              .to.be.revertedWithCustomError(rounds, "TrainingRoundsNoBondToReturn")
              .withArgs(1n, contributor);
          }
        }
      });
    }
  });

  describe("when the account did not commit to the round", () => {
    it("reverts with TrainingRoundsNoBondToReturn, for the sponsor and for contributors of other rounds too", async () => {
      const world = await loadFixture(failedRoundOfTwoSeats);
      const { rounds, sam, mallory, carol } = world;
      const other = await failRound(world, {});
      for (const [roundId, account] of [
        [1n, sam],
        [1n, mallory],
        [other, carol],
      ] as const) {
        await expect(rounds.connect(account).reclaimBond(roundId, account))
          .to.be.revertedWithCustomError(rounds, "TrainingRoundsNoBondToReturn")
          .withArgs(roundId, account);
      }
    });
  });

  describe("given the contributor took its bond before", () => {
    it("reverts with TrainingRoundsNoBondToReturn, also after the round was closed", async () => {
      const { rounds, token, bob } = await loadFixture(failedRoundOfTwoSeats);
      await rounds.reclaimBond(1n, bob);
      for (const isClosed of [false, true]) {
        if (isClosed) await rounds.closeRound(1n);
        await expect(rounds.reclaimBond(1n, bob))
          .to.be.revertedWithCustomError(rounds, "TrainingRoundsNoBondToReturn")
          .withArgs(1n, bob);
      }
      expect(await token.balanceOf(rounds)).to.equal(2n * BOND);
    });
  });

  describe("given the round failed for want of a committee", () => {
    for (const [name, fixture] of [
      ["too few seats", failedRoundOfTwoSeats],
      ["nobody snapshotted it", failedRoundWithoutSnapshot],
    ] as const) {
      for (const isClosed of [false, true]) {
        it(`returns every bond, whoever calls: ${name}, ${isClosed ? "closed" : "not closed"}`, async () => {
          const world = await loadFixture(fixture);
          const { rounds, pool, token, bob, carol, dave, mallory, ethers } = world;
          expect(await rounds.failureOf(1n)).to.equal(Failure.NoCommittee);
          if (isClosed) await rounds.closeRound(1n);
          for (const contributor of [bob, carol, dave]) {
            const reclaiming = rounds.connect(mallory).reclaimBond(1n, contributor);
            await expect(reclaiming).to.emit(rounds, "BondReturned").withArgs(1n, contributor, BOND);
            await expect(reclaiming).to.changeTokenBalances(
              ethers,
              token,
              [contributor, rounds, mallory, pool],
              [BOND, -BOND, 0n, 0n],
            );
            expect((await rounds.updateOf(1n, contributor)).isBondReturned).to.equal(true);
          }
          expect(await token.balanceOf(rounds)).to.equal(0n);
        });
      }
    }

    it("RND-3: leaves pot and fee to the sponsor, and nothing to the reserve, in whatever order", async () => {
      const { rounds, pool, token, bob, carol, dave, sam, ethers } = await loadFixture(failedRoundWithoutSnapshot);
      await rounds.reclaimBond(1n, bob);
      await rounds.closeRound(1n);
      await rounds.reclaimBond(1n, carol);
      await expect(pool.refund(1n, sam)).to.changeTokenBalances(ethers, token, [sam, pool], [POT + FEE, -POT - FEE]);
      await rounds.reclaimBond(1n, dave);
      expect(await token.balanceOf(rounds)).to.equal(0n);
      expect(await pool.reserveOf(1n, token)).to.equal(0n);
    });

    it("touches no bond of another round", async () => {
      const world = await loadFixture(failedRoundOfTwoSeats);
      const { rounds, token, bob, carol, dave } = world;
      const roundId = await openRound(world, { bond: 7n });
      await commitUpdates(world, ["bob"], roundId);
      for (const contributor of [bob, carol, dave]) await rounds.reclaimBond(1n, contributor);
      expect(await token.balanceOf(rounds)).to.equal(7n);
      await expect(rounds.reclaimBond(roundId, bob))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsWrongPhase")
        .withArgs(roundId, Phase.Commit, Phase.Failed);
    });
  });

  describe("given the round took no bond", () => {
    it("emits BondReturned once and moves nothing", async () => {
      const world = await loadFixture(roundInCommit);
      const { rounds, token, bob, ethers } = world;
      const roundId = await failRound(world, { bond: 0n });
      const reclaiming = rounds.reclaimBond(roundId, bob);
      await expect(reclaiming).to.emit(rounds, "BondReturned").withArgs(roundId, bob, 0n);
      await expect(reclaiming).to.changeTokenBalances(ethers, token, [bob, rounds], [0n, 0n]);
    });
  });

  describe("when the token calls back in the middle of the transfer", () => {
    it("ALL-1: reclaims nothing twice", async () => {
      const world = await loadFixture(roundInCommit);
      const { rounds, bob, carol } = world;
      const token = await allowMockToken(world, "CallbackToken");
      const roundId = await openRound(world, { token });
      await commitUpdates(world, ["bob", "carol"], roundId);
      await world.networkHelpers.time.increaseTo(await startOf(world, Phase.Reveal, roundId));
      await token.arm(rounds, rounds.interface.encodeFunctionData("reclaimBond", [roundId, bob.address]));
      const refusal = rounds.interface.encodeErrorResult("TrainingRoundsNoBondToReturn", [roundId, bob.address]);
      const reclaiming = rounds.reclaimBond(roundId, bob);
      await expect(reclaiming).to.emit(token, "CallbackMade").withArgs(false, refusal);
      await expect(reclaiming).to.changeTokenBalances(world.ethers, token, [bob, rounds], [BOND, -BOND]);
      await rounds.reclaimBond(roundId, carol);
      expect(await token.balanceOf(rounds)).to.equal(0n);
    });
  });
});
