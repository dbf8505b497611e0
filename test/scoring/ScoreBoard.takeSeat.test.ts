import { expect } from "chai";
import { parseEther } from "ethers";
import { parameters } from "../../rocketh/parameters.ts";
import { boardOverMock } from "../support/crowds.ts";
import { loadFixture } from "../support/loadFixture.ts";
import { HOLDING, modelWithSeats, STAKES } from "../support/rounds.ts";

const { minSeatStake } = parameters.committee;
const STAKE = parseEther("5000");

/** Sixteen seats of model 1: 1,001 to 1,016 tokens, by place. */
async function fullModel() {
  const world = await boardOverMock();
  for (const [k, oracle] of world.oracles.entries()) {
    await world.board.connect(oracle).takeSeat(1n, minSeatStake + parseEther(String(k + 1)));
  }
  await world.token.connect(world.bob).approve(world.staking, HOLDING);
  await world.staking.connect(world.bob).stake(STAKE);
  return world;
}

describe("ScoreBoard.takeSeat", () => {
  describe("when the seat would hold less than the least stake", () => {
    it("reverts with OracleSeatsStakeTooLow", async () => {
      const { board, staking, erin } = await loadFixture(modelWithSeats);
      await staking.connect(erin).stake(STAKE);
      await expect(board.connect(erin).takeSeat(1n, minSeatStake - 1n))
        .to.be.revertedWithCustomError(board, "OracleSeatsStakeTooLow")
        .withArgs(minSeatStake - 1n, minSeatStake);
    });
  });

  describe("when the caller has too little free stake", () => {
    it("reverts with StakingFreeStakeInsufficient", async () => {
      const { board, staking, erin } = await loadFixture(modelWithSeats);
      await staking.connect(erin).stake(STAKE);
      await expect(board.connect(erin).takeSeat(1n, STAKE + 1n))
        .to.be.revertedWithCustomError(staking, "StakingFreeStakeInsufficient")
        .withArgs(erin, STAKE + 1n, STAKE);
    });

    it("counts stake that backs another model's seat as not free", async () => {
      const { board, staking, olga } = await loadFixture(modelWithSeats);
      await expect(board.connect(olga).takeSeat(2n, minSeatStake))
        .to.be.revertedWithCustomError(staking, "StakingFreeStakeInsufficient")
        .withArgs(olga, minSeatStake, 0n);
    });
  });

  describe("given a free seat", () => {
    it("takes it, emits SeatTaken and allocates the stake", async () => {
      const { board, staking, token, erin, ethers } = await loadFixture(modelWithSeats);
      await staking.connect(erin).stake(STAKE);
      const taking = board.connect(erin).takeSeat(1n, STAKE - 1n);
      await expect(taking)
        .to.emit(board, "SeatTaken")
        .withArgs(1n, erin, STAKE - 1n);
      await expect(taking)
        .to.emit(staking, "StakeAllocated")
        .withArgs(erin, STAKE - 1n);
      await expect(taking).to.changeTokenBalances(ethers, token, [erin, staking], [0n, 0n]);
      expect((await board.seatsOf(1n)).at(-1)).to.deep.equal([erin.address, STAKE - 1n]);
      expect(await staking.allocatedOf(erin)).to.equal(STAKE - 1n);
    });
  });

  describe("given the caller has a seat", () => {
    it("adds to its stake, even by less than the least stake", async () => {
      const { board, staking, olga } = await loadFixture(modelWithSeats);
      await staking.connect(olga).stake(5n);
      await expect(board.connect(olga).takeSeat(1n, 5n))
        .to.emit(board, "SeatTaken")
        .withArgs(1n, olga, STAKES[0] + 5n);
      expect(await board.seatsOf(1n)).to.have.lengthOf(3);
      expect((await board.seatsOf(1n))[0]).to.deep.equal([olga.address, STAKES[0] + 5n]);
      expect(await staking.allocatedOf(olga)).to.equal(STAKES[0] + 5n);
    });

    it("adds to its stake although every seat is taken", async () => {
      const { board, oracles } = await loadFixture(fullModel);
      await board.connect(oracles[0]!).takeSeat(1n, 1n);
      expect((await board.seatsOf(1n))[0]!.stake).to.equal(minSeatStake + parseEther("1") + 1n);
    });
  });

  describe("given all sixteen seats are taken", () => {
    it("reverts with OracleSeatsFull for as much as the least of them", async () => {
      const { board, bob } = await loadFixture(fullModel);
      const least = minSeatStake + parseEther("1");
      await expect(board.connect(bob).takeSeat(1n, least))
        .to.be.revertedWithCustomError(board, "OracleSeatsFull")
        .withArgs(1n, least, least);
    });

    it("displaces the least for more, and frees its stake", async () => {
      const { board, staking, bob, oracles } = await loadFixture(fullModel);
      const least = minSeatStake + parseEther("1");
      const taking = board.connect(bob).takeSeat(1n, least + 1n);
      await expect(taking).to.emit(board, "SeatLeft").withArgs(1n, oracles[0], least);
      await expect(taking)
        .to.emit(board, "SeatTaken")
        .withArgs(1n, bob, least + 1n);
      await expect(taking).to.emit(staking, "StakeDeallocated").withArgs(oracles[0], least);
      const seats = await board.seatsOf(1n);
      expect(seats).to.have.lengthOf(16);
      expect(seats[0]).to.deep.equal([bob.address, least + 1n]);
      expect(await staking.allocatedOf(oracles[0]!)).to.equal(0n);
    });

    it("displaces the least wherever it sits", async () => {
      const { board, bob, oracles } = await loadFixture(fullModel);
      await board.connect(oracles[0]!).takeSeat(1n, parseEther("50"));
      await expect(board.connect(bob).takeSeat(1n, STAKE))
        .to.emit(board, "SeatLeft")
        .withArgs(1n, oracles[1], minSeatStake + parseEther("2"));
    });
  });
});
