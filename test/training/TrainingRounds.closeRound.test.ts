import { expect } from "chai";
import { loadFixture } from "../support/loadFixture.ts";
import {
  BOND,
  Failure,
  FEE,
  failedRoundOfSilentSponsor,
  failedRoundOfTwoSeats,
  failedRoundOfVoidSlices,
  failedRoundWithoutQuorum,
  failedRoundWithoutSnapshot,
  failedRoundWithoutUpdates,
  Outcome,
  Phase,
  POT,
} from "../support/rounds.ts";

/** How each failure ends: bonds that are lost, what the sponsor gets back, and how the pool notes it. */
const FAILURES = [
  {
    failure: "NoUpdates",
    fixture: failedRoundWithoutUpdates,
    lost: BOND,
    back: POT + FEE,
    outcome: "Refunded",
    parts: 0n,
  },
  {
    failure: "NoCommittee",
    fixture: failedRoundWithoutSnapshot,
    lost: 0n,
    back: POT + FEE,
    outcome: "Refunded",
    parts: 0n,
  },
  { failure: "NoCommittee", fixture: failedRoundOfTwoSeats, lost: 0n, back: POT + FEE, outcome: "Refunded", parts: 0n },
  {
    failure: "SponsorSilent",
    fixture: failedRoundOfSilentSponsor,
    lost: BOND,
    back: FEE,
    outcome: "SponsorSilent",
    parts: 2n,
  },
  { failure: "SlicesVoid", fixture: failedRoundOfVoidSlices, lost: 0n, back: 0n, outcome: "SlicesVoid", parts: 3n },
  { failure: "NoQuorum", fixture: failedRoundWithoutQuorum, lost: 0n, back: POT + FEE, outcome: "Refunded", parts: 3n },
] as const;

describe("TrainingRounds.closeRound", () => {
  describe("when the round does not exist", () => {
    it("reverts with TrainingRoundsUnknownRound", async () => {
      const { rounds } = await loadFixture(failedRoundWithoutUpdates);
      await expect(rounds.closeRound(2n))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsUnknownRound")
        .withArgs(2n);
    });
  });

  describe("given the round was closed before", () => {
    it("reverts with TrainingRoundsAlreadyClosed", async () => {
      const { rounds } = await loadFixture(failedRoundWithoutUpdates);
      await rounds.closeRound(1n);
      await expect(rounds.closeRound(1n))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsAlreadyClosed")
        .withArgs(1n);
    });
  });

  for (const { failure, fixture, lost, back, outcome, parts } of FAILURES) {
    describe(`given the round failed by ${failure} (${fixture.name})`, () => {
      it("emits RoundClosed and PotFailed, whoever calls", async () => {
        const { rounds, pool, mallory } = await loadFixture(fixture);
        expect(await rounds.phaseOf(1n)).to.equal(Phase.Failed);
        expect(await rounds.failureOf(1n)).to.equal(Failure[failure]);
        const closing = rounds.connect(mallory).closeRound(1n);
        await expect(closing).to.emit(rounds, "RoundClosed").withArgs(1n, Failure[failure], lost);
        await expect(closing).to.emit(pool, "PotFailed").withArgs(1n, Outcome[outcome]);
        expect((await rounds.roundOf(1n)).isClosed).to.equal(true);
        expect(await rounds.phaseOf(1n)).to.equal(Phase.Failed);
        const account = await pool.accountOf(1n);
        expect(account.outcome).to.equal(Outcome[outcome]);
        expect(account.parts).to.equal(parts);
      });

      it("moves the bonds of unrevealed commits to the model's reserve, and nothing else", async () => {
        const { rounds, pool, token, sam, mallory, ethers } = await loadFixture(fixture);
        await expect(rounds.connect(mallory).closeRound(1n)).to.changeTokenBalances(
          ethers,
          token,
          [rounds, pool, sam, mallory],
          [-lost, lost, 0n, 0n],
        );
        expect(await pool.reserveOf(1n, token)).to.equal(lost);
        // What has not gone back yet are the bonds of a round that never had a committee.
        const { commits, bond } = await rounds.roundOf(1n);
        expect(await token.balanceOf(rounds)).to.equal(failure === "NoCommittee" ? commits * bond : 0n);
      });

      it(`makes ${back === 0n ? "nothing" : back === FEE ? "the fee" : "pot and fee"} refundable to the sponsor`, async () => {
        const { rounds, pool, sam } = await loadFixture(fixture);
        await rounds.closeRound(1n);
        expect(await pool.contributionOf(1n, sam)).to.equal(back);
      });
    });
  }
});
