import { expect } from "chai";
import { loadFixture } from "../support/loadFixture.ts";
import { modelWithSeats, roundInScoreCommit, STAKES, TOTAL_STAKE } from "../support/rounds.ts";

describe("ScoreBoard.leaveSeat", () => {
  describe("when the caller has no seat of the model", () => {
    it("reverts with OracleSeatsNotSeated", async () => {
      const { board, olga, mallory } = await loadFixture(modelWithSeats);
      await expect(board.connect(mallory).leaveSeat(1n))
        .to.be.revertedWithCustomError(board, "OracleSeatsNotSeated")
        .withArgs(1n, mallory);
      await expect(board.connect(olga).leaveSeat(2n))
        .to.be.revertedWithCustomError(board, "OracleSeatsNotSeated")
        .withArgs(2n, olga);
    });
  });

  describe("when the caller has a seat", () => {
    it("frees the seat and its stake and emits SeatLeft", async () => {
      const { board, staking, token, olga, otto, oscar, ethers } = await loadFixture(modelWithSeats);
      const leaving = board.connect(olga).leaveSeat(1n);
      await expect(leaving).to.emit(board, "SeatLeft").withArgs(1n, olga, STAKES[0]);
      await expect(leaving).to.emit(staking, "StakeDeallocated").withArgs(olga, STAKES[0]);
      await expect(leaving).to.changeTokenBalances(ethers, token, [olga, staking], [0n, 0n]);
      expect((await board.seatsOf(1n)).map(({ oracle }) => oracle)).to.deep.equal([oscar.address, otto.address]);
      expect(await staking.allocatedOf(olga)).to.equal(0n);
      expect(await staking.stakeOf(olga)).to.equal(STAKES[0]);
    });

    it("leaves the last seat too", async () => {
      const { board, olga, otto, oscar } = await loadFixture(modelWithSeats);
      for (const oracle of [olga, otto, oscar]) await board.connect(oracle).leaveSeat(1n);
      expect(await board.seatsOf(1n)).to.deep.equal([]);
    });
  });

  describe("given a committee was snapshotted", () => {
    it("STK-3: it still counts the oracle with the stake of the snapshot", async () => {
      const { board, staking, olga } = await loadFixture(roundInScoreCommit);
      await board.connect(olga).leaveSeat(1n);
      await staking.connect(olga).requestExit(STAKES[0]);
      expect((await board.committeeOf(1n)).totalStake).to.equal(TOTAL_STAKE);
      expect((await board.membersOf(1n))[0]!.stake).to.equal(STAKES[0]);
    });
  });
});
