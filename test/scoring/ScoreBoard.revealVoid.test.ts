import { expect } from "chai";
import { id } from "ethers";
import { loadFixture } from "../support/loadFixture.ts";
import {
  commitBallots,
  commitmentOf,
  enter,
  Failure,
  openSlices,
  Phase,
  REASON,
  revealBallots,
  revealUpdates,
  roundBeforeSnapshot,
  roundInScoreCommit,
  roundInScoreReveal,
  STAKES,
  saltOf,
  type World,
} from "../support/rounds.ts";

/** The three oracles committed, each to VOID or to scores. */
async function committed(isVoid: readonly boolean[]): Promise<World> {
  const world = await loadFixture(roundInScoreCommit);
  await commitBallots(world, ballotsOf(world, isVoid));
  await enter(world, Phase.ScoreReveal);
  return world;
}

function ballotsOf({ olga, otto, oscar }: World, isVoid: readonly boolean[]) {
  return [olga, otto, oscar].map((oracle, k) => ({ oracle, isVoid: isVoid[k]! }));
}

describe("ScoreBoard.revealVoid", () => {
  describe("when the seat is not the caller's", () => {
    it("reverts with ScoreBoardNotMember", async () => {
      const { board, mallory } = await loadFixture(roundInScoreReveal);
      await expect(board.connect(mallory).revealVoid(1n, 0n, REASON, id("salt")))
        .to.be.revertedWithCustomError(board, "ScoreBoardNotMember")
        .withArgs(1n, 0n, mallory);
    });
  });

  describe("given the member did not commit", () => {
    it("reverts with ScoreBoardNotCommitted", async () => {
      const world = await loadFixture(roundInScoreCommit);
      await enter(world, Phase.ScoreReveal);
      await expect(world.board.connect(world.olga).revealVoid(1n, 0n, REASON, saltOf(world.olga.address)))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardNotCommitted")
        .withArgs(1n, 0n);
    });
  });

  describe("given the member revealed before", () => {
    it("reverts with ScoreBoardAlreadyRevealed", async () => {
      const world = await committed([true, true, true]);
      await revealBallots(world, ballotsOf(world, [true, true, true]).slice(0, 1));
      await expect(world.board.connect(world.olga).revealVoid(1n, 0n, REASON, saltOf(world.olga.address)))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardAlreadyRevealed")
        .withArgs(1n, 0n);
    });
  });

  describe("when the member committed to scores, or to another reason", () => {
    for (const isVoid of [false, true]) {
      it(`reverts with ScoreBoardCommitmentMismatch: ${isVoid ? "reason" : "scores"}`, async () => {
        const world = await committed([isVoid, false, false]);
        const { board, olga } = world;
        const reason = isVoid ? id("other") : REASON;
        const salt = saltOf(olga.address);
        await expect(board.connect(olga).revealVoid(1n, 0n, reason, salt))
          .to.be.revertedWithCustomError(board, "ScoreBoardCommitmentMismatch")
          .withArgs(
            await board.commitmentOf(1n, olga, await board.VOID(), reason, salt),
            await commitmentOf(world, { oracle: olga, isVoid }),
          );
      });
    }
  });

  describe("when the member committed to VOID", () => {
    it("counts its stake as revealed and void and emits SlicesRejected", async () => {
      const world = await committed([true, false, false]);
      const { board, rounds, token, olga, ethers } = world;
      const rejecting = board.connect(olga).revealVoid(1n, 0n, REASON, saltOf(olga.address));
      await expect(rejecting).to.emit(board, "SlicesRejected").withArgs(1n, olga, REASON);
      await expect(rejecting).to.not.emit(rounds, "SlicesVoided");
      await expect(rejecting).to.changeTokenBalances(ethers, token, [olga, board], [0n, 0n]);
      const member = (await board.membersOf(1n))[0]!;
      expect(member.isRevealed).to.equal(true);
      expect(member.isVoid).to.equal(true);
      const committee = await board.committeeOf(1n);
      expect(committee.revealedStake).to.equal(STAKES[0]);
      expect(committee.voidStake).to.equal(STAKES[0]);
    });
  });

  describe("when more than half of the stake rejects the slices", () => {
    it("records it once; the round fails by SlicesVoid", async () => {
      const world = await committed([true, true, true]);
      const { board, rounds, olga, otto, oscar } = world;
      for (const [seat, oracle] of [olga, otto, oscar].entries()) {
        const rejecting = board.connect(oracle).revealVoid(1n, seat, REASON, saltOf(oracle.address));
        if (seat === 1) await expect(rejecting).to.emit(rounds, "SlicesVoided").withArgs(1n);
        else await expect(rejecting).to.not.emit(rounds, "SlicesVoided");
      }
      await enter(world, Phase.Settling);
      expect(await rounds.failureOf(1n)).to.equal(Failure.SlicesVoid);
    });
  });

  describe("when half of the stake or less rejects the slices", () => {
    it("the round goes on to Settling", async () => {
      const world = await committed([true, false, false]);
      await revealBallots(world, ballotsOf(world, [true, false, false]));
      await enter(world, Phase.Settling);
      expect(await world.rounds.phaseOf(1n)).to.equal(Phase.Settling);
    });

    it("exactly half is no majority", async () => {
      const world = await loadFixture(roundInHalves);
      const { olga, otto, oscar } = world;
      const ballots = [{ oracle: olga, isVoid: true }, { oracle: otto }, { oracle: oscar }];
      await commitBallots(world, ballots);
      await enter(world, Phase.ScoreReveal);
      await revealBallots(world, ballots);
      const committee = await world.board.committeeOf(1n);
      expect(2n * committee.voidStake).to.equal(committee.totalStake);
      expect((await world.rounds.roundOf(1n)).isVoid).to.equal(false);
    });
  });
});

/** olga holds exactly half of the committee's stake. */
async function roundInHalves() {
  const world = await roundBeforeSnapshot();
  const { board, staking, olga } = world;
  await staking.connect(olga).stake(STAKES[1] + STAKES[2] - STAKES[0]);
  await board.connect(olga).takeSeat(1n, STAKES[1] + STAKES[2] - STAKES[0]);
  await board.snapshotCommittee(1n);
  await enter(world, Phase.Reveal);
  await revealUpdates(world);
  await enter(world, Phase.Opening);
  await openSlices(world);
  await enter(world, Phase.ScoreCommit);
  return world;
}
