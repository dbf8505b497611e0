import { expect } from "chai";
import { id } from "ethers";
import { loadFixture } from "../support/loadFixture.ts";
import {
  agreement,
  commitBallots,
  enter,
  failedRoundWithoutQuorum,
  Phase,
  revealBallots,
  roundInCommit,
  roundInScoreCommit,
  roundInScoreReveal,
  roundInSettling,
  STAKES,
  signerOf,
} from "../support/rounds.ts";

/** The tenth of otto's stake, by the deployed parameters. */
const SLASHED = STAKES[1] / 10n;

describe("ScoreBoard.slashSilent", () => {
  describe("when there is no such seat", () => {
    it("reverts with ScoreBoardUnknownSeat", async () => {
      const { board } = await loadFixture(roundInCommit);
      await expect(board.slashSilent(1n, 0n))
        .to.be.revertedWithCustomError(board, "ScoreBoardUnknownSeat")
        .withArgs(1n, 0n, 0n);
    });
  });

  describe("given the member may still reveal", () => {
    it("reverts with ScoreBoardNotSilent until the last second", async () => {
      const { board, rounds, networkHelpers } = await loadFixture(roundInScoreReveal);
      const endsAt = (await rounds.deadlinesOf(1n))[4];
      await networkHelpers.time.setNextBlockTimestamp(endsAt - 1n);
      await expect(board.slashSilent(1n, 1n))
        .to.be.revertedWithCustomError(board, "ScoreBoardNotSilent")
        .withArgs(1n, 1n);
      await networkHelpers.time.setNextBlockTimestamp(endsAt);
      await expect(board.slashSilent(1n, 1n)).to.emit(board, "SilenceSlashed");
    });
  });

  describe("given the member did not commit", () => {
    it("reverts with ScoreBoardNotSilent", async () => {
      const world = await loadFixture(roundInScoreCommit);
      await commitBallots(world, agreement(world).slice(0, 1));
      await enter(world, Phase.Settling);
      await expect(world.board.slashSilent(1n, 1n))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardNotSilent")
        .withArgs(1n, 1n);
    });
  });

  describe("given the member revealed", () => {
    it("reverts with ScoreBoardNotSilent", async () => {
      const { board } = await loadFixture(roundInSettling);
      await expect(board.slashSilent(1n, 1n))
        .to.be.revertedWithCustomError(board, "ScoreBoardNotSilent")
        .withArgs(1n, 1n);
    });
  });

  describe("given the member was slashed before", () => {
    it("reverts with ScoreBoardNotSilent: one offence, one slash", async () => {
      const { board, staking, otto } = await loadFixture(failedRoundWithoutQuorum);
      await board.slashSilent(1n, 1n);
      await expect(board.slashSilent(1n, 1n))
        .to.be.revertedWithCustomError(board, "ScoreBoardNotSilent")
        .withArgs(1n, 1n);
      expect(await staking.stakeOf(otto)).to.equal(STAKES[1] - SLASHED);
    });
  });

  describe("given the member committed and stayed silent", () => {
    it("burns a part of its stake, takes its seat and emits SilenceSlashed, whoever calls", async () => {
      const { board, staking, token, pool, otto, mallory, ethers } = await loadFixture(failedRoundWithoutQuorum);
      const supply = await token.totalSupply();
      expect(await board.slashSilent.staticCall(1n, 1n)).to.equal(SLASHED);
      const slashing = board.connect(mallory).slashSilent(1n, 1n);
      await expect(slashing).to.emit(board, "SilenceSlashed").withArgs(1n, otto, SLASHED);
      await expect(slashing).to.emit(board, "SeatLeft").withArgs(1n, otto, STAKES[1]);
      await expect(slashing).to.changeTokenBalances(
        ethers,
        token,
        [staking, otto, mallory, pool, board],
        [-SLASHED, 0n, 0n, 0n, 0n],
      );
      expect(await token.totalSupply()).to.equal(supply - SLASHED);
      expect(await staking.stakeOf(otto)).to.equal(STAKES[1] - SLASHED);
      expect(await staking.allocatedOf(otto)).to.equal(0n);
      expect((await board.membersOf(1n))[1]!.isSlashed).to.equal(true);
      expect((await board.seatsOf(1n)).map(({ oracle }) => oracle)).to.not.include(otto.address);
    });

    it("works in a round that settled without it", async () => {
      const world = await loadFixture(roundInScoreReveal);
      await revealBallots(world, agreement(world).slice(0, 2));
      await enter(world, Phase.Settling);
      await expect(world.board.slashSilent(1n, 2n))
        .to.emit(world.board, "SilenceSlashed")
        .withArgs(1n, world.oscar, STAKES[2] / 10n);
    });
  });

  describe("given the member left its seat and asked for its stake back", () => {
    it("STK-6: reaches the queued exit", async () => {
      const world = await loadFixture(roundInScoreReveal);
      const { board, staking, otto } = world;
      await board.connect(otto).leaveSeat(1n);
      await staking.connect(otto).requestExit(STAKES[1]);
      await enter(world, Phase.Settling);
      const slashing = board.slashSilent(1n, 1n);
      await expect(slashing).to.emit(board, "SilenceSlashed").withArgs(1n, otto, SLASHED);
      await expect(slashing).to.not.emit(board, "SeatLeft");
      expect(await staking.exitingOf(otto)).to.equal(STAKES[1] - SLASHED);
    });
  });

  describe("given nothing is left to slash", () => {
    it("STK-7: slashes nothing and does not revert", async () => {
      const world = await loadFixture(failedRoundWithoutQuorum);
      const scores = await signerOf(world, world.board);
      await world.staking.connect(scores).slash(world.otto, STAKES[1], id("offence"));
      await expect(world.board.slashSilent(1n, 1n)).to.emit(world.board, "SilenceSlashed").withArgs(1n, world.otto, 0n);
    });
  });
});
