import { expect } from "chai";
import { loadFixture } from "../support/loadFixture.ts";
import {
  agreement,
  columnsOf,
  failedRoundWithoutQuorum,
  Outcome,
  POT,
  playToSettling,
  roundInCommit,
  roundInSettling,
  settledRound,
  TOTAL_SCORE,
} from "../support/rounds.ts";
import { allowMockToken } from "../support/roundsTokens.ts";

const AMOUNT = 1_000n;

describe("RewardPool.fund", () => {
  describe("when the token is not allowed", () => {
    it("reverts with TokenAllowListTokenNotAllowed, also after it was allowed", async () => {
      const world = await loadFixture(settledRound);
      const { pool, timelock, erin, mallory } = world;
      await expect(pool.connect(erin).fund(1n, mallory, AMOUNT))
        .to.be.revertedWithCustomError(pool, "TokenAllowListTokenNotAllowed")
        .withArgs(mallory);
      const other = await allowMockToken(world, "PaymentToken");
      await pool.connect(timelock).setTokenAllowed(other, false);
      await expect(pool.connect(erin).fund(1n, other, AMOUNT))
        .to.be.revertedWithCustomError(pool, "TokenAllowListTokenNotAllowed")
        .withArgs(other);
    });
  });

  describe("when the amount is zero", () => {
    it("reverts with RewardPoolZeroAmount", async () => {
      const { pool, token, erin } = await loadFixture(settledRound);
      await expect(pool.connect(erin).fund(1n, token, 0n)).to.be.revertedWithCustomError(pool, "RewardPoolZeroAmount");
    });
  });

  describe("given the round does not exist, or failed", () => {
    it("reverts with RewardPoolWrongOutcome", async () => {
      const { pool, rounds, token, erin } = await loadFixture(failedRoundWithoutQuorum);
      await expect(pool.connect(erin).fund(9n, token, AMOUNT))
        .to.be.revertedWithCustomError(pool, "RewardPoolWrongOutcome")
        .withArgs(9n, Outcome.None, Outcome.Open);
      await rounds.closeRound(1n);
      await expect(pool.connect(erin).fund(1n, token, AMOUNT))
        .to.be.revertedWithCustomError(pool, "RewardPoolWrongOutcome")
        .withArgs(1n, Outcome.Refunded, Outcome.Open);
    });
  });

  describe("given the round is not settled", () => {
    it("reverts with RewardPoolTokenNotOfRound for another token", async () => {
      const world = await loadFixture(roundInCommit);
      const other = await allowMockToken(world, "PaymentToken");
      await expect(world.pool.connect(world.erin).fund(1n, other, AMOUNT))
        .to.be.revertedWithCustomError(world.pool, "RewardPoolTokenNotOfRound")
        .withArgs(1n, other, world.token);
    });

    it("adds to the pot at risk and remembers who paid", async () => {
      const { pool, token, erin, ethers } = await loadFixture(roundInCommit);
      expect(await pool.connect(erin).fund.staticCall(1n, token, AMOUNT)).to.equal(AMOUNT);
      const funding = pool.connect(erin).fund(1n, token, AMOUNT);
      await expect(funding).to.emit(pool, "PotFunded").withArgs(1n, token, erin, AMOUNT);
      await expect(funding).to.changeTokenBalances(ethers, token, [erin, pool], [-AMOUNT, AMOUNT]);
      await pool.connect(erin).fund(1n, token, 1n);
      const pot = await pool.potOf(1n, token);
      expect(pot.funded).to.equal(POT + AMOUNT + 1n);
      expect(pot.level).to.equal(0n);
      expect(await pool.contributionOf(1n, erin)).to.equal(AMOUNT + 1n);
    });

    it("is settled like the sponsor's money", async () => {
      const world = await loadFixture(roundInSettling);
      const { pool, board, token, erin } = world;
      await pool.connect(erin).fund(1n, token, POT);
      await board.settle(1n, columnsOf(world, agreement(world).slice(0, 1)));
      const earned = (2n * POT * TOTAL_SCORE) / 1_000_000_000n;
      expect((await pool.potOf(1n, token)).funded).to.equal(earned);
      expect(await pool.reserveOf(1n, token)).to.equal(2n * POT - earned);
    });
  });

  describe("given the round settled on nothing", () => {
    it("reverts with RewardPoolNothingEarned", async () => {
      const world = await loadFixture(roundInCommit);
      const ballots = agreement(world).map((ballot) => ({ ...ballot, scores: [0, 0, 0] }));
      const roundId = await playToSettling(world, ballots);
      await world.board.settle(roundId, columnsOf(world, ballots.slice(0, 1)));
      await expect(world.pool.connect(world.erin).fund(roundId, world.token, AMOUNT))
        .to.be.revertedWithCustomError(world.pool, "RewardPoolNothingEarned")
        .withArgs(roundId);
    });
  });

  describe("given the round is settled", () => {
    it("adds to what the shares divide, in the round's token", async () => {
      const { pool, token, erin, ethers } = await loadFixture(settledRound);
      const before = await pool.potOf(1n, token);
      const funding = pool.connect(erin).fund(1n, token, AMOUNT);
      await expect(funding).to.emit(pool, "PotFunded").withArgs(1n, token, erin, AMOUNT);
      await expect(funding).to.changeTokenBalances(ethers, token, [erin, pool], [-AMOUNT, AMOUNT]);
      const pot = await pool.potOf(1n, token);
      expect(pot.funded).to.equal(before.funded + AMOUNT);
      expect(pot.level).to.equal(before.level + 1n);
      expect(await pool.contributionOf(1n, erin)).to.equal(0n);
    });

    it("opens a pot in every other allowed token", async () => {
      const world = await loadFixture(settledRound);
      const { pool, erin } = world;
      const other = await allowMockToken(world, "PaymentToken");
      await pool.connect(erin).fund(1n, other, AMOUNT);
      const pot = await pool.potOf(1n, other);
      expect([pot.funded, pot.level, pot.totalScore, pot.hasRevenueShares]).to.deep.equal([
        AMOUNT,
        1n,
        TOTAL_SCORE,
        true,
      ]);
    });

    it("counts what arrived, not what was sent", async () => {
      const world = await loadFixture(settledRound);
      const { pool, erin } = world;
      const feeToken = await allowMockToken(world, "FeeOnTransferToken");
      expect(await pool.connect(erin).fund.staticCall(1n, feeToken, AMOUNT)).to.equal(990n);
      await expect(pool.connect(erin).fund(1n, feeToken, AMOUNT))
        .to.emit(pool, "PotFunded")
        .withArgs(1n, feeToken, erin, 990n);
      expect((await pool.potOf(1n, feeToken)).funded).to.equal(990n);
    });
  });
});
