import { expect } from "chai";
import { loadFixture } from "../support/loadFixture.ts";
import {
  FEE,
  failedRoundOfSilentSponsor,
  failedRoundOfVoidSlices,
  failedRoundWithoutSnapshot,
  Outcome,
  openRound,
  POT,
  roundInCommit,
  settledRound,
  type World,
} from "../support/rounds.ts";
import { allowMockToken } from "../support/roundsTokens.ts";

describe("RewardPool.refund", () => {
  describe("given the round does not exist, is open or settled", () => {
    it("reverts with RewardPoolWrongOutcome", async () => {
      for (const [fixture, roundId, outcome] of [
        [roundInCommit, 9n, Outcome.None],
        [roundInCommit, 1n, Outcome.Open],
        [settledRound, 1n, Outcome.Settled],
      ] as const) {
        const { pool, sam }: World = await loadFixture<World>(fixture);
        await expect(pool.refund(roundId, sam))
          .to.be.revertedWithCustomError(pool, "RewardPoolWrongOutcome")
          .withArgs(roundId, outcome, Outcome.Refunded);
      }
    });

    it("reverts with RewardPoolWrongOutcome although the round failed, until it is closed", async () => {
      const { pool, sam } = await loadFixture(failedRoundWithoutSnapshot);
      await expect(pool.refund(1n, sam))
        .to.be.revertedWithCustomError(pool, "RewardPoolWrongOutcome")
        .withArgs(1n, Outcome.Open, Outcome.Refunded);
    });
  });

  describe("when the account paid nothing, or was refunded before", () => {
    it("reverts with RewardPoolNothingToRefund", async () => {
      const { pool, rounds, sam, mallory } = await loadFixture(failedRoundWithoutSnapshot);
      await rounds.closeRound(1n);
      await pool.refund(1n, sam);
      for (const account of [sam, mallory]) {
        await expect(pool.refund(1n, account))
          .to.be.revertedWithCustomError(pool, "RewardPoolNothingToRefund")
          .withArgs(1n, account);
      }
    });

    it("reverts with RewardPoolNothingToRefund for a sponsor whose slices were void", async () => {
      const { pool, rounds, sam } = await loadFixture(failedRoundOfVoidSlices);
      await rounds.closeRound(1n);
      await expect(pool.refund(1n, sam))
        .to.be.revertedWithCustomError(pool, "RewardPoolNothingToRefund")
        .withArgs(1n, sam);
    });
  });

  describe("given the failure is not the sponsor's fault", () => {
    it("returns pot and fee, whoever calls, and emits PotRefunded", async () => {
      const { pool, rounds, token, sam, mallory, ethers } = await loadFixture(failedRoundWithoutSnapshot);
      await rounds.closeRound(1n);
      expect(await pool.refund.staticCall(1n, sam)).to.equal(POT + FEE);
      const refunding = pool.connect(mallory).refund(1n, sam);
      await expect(refunding)
        .to.emit(pool, "PotRefunded")
        .withArgs(1n, sam, POT + FEE);
      await expect(refunding).to.changeTokenBalances(
        ethers,
        token,
        [sam, pool, mallory],
        [POT + FEE, -(POT + FEE), 0n],
      );
      expect(await pool.contributionOf(1n, sam)).to.equal(0n);
    });

    it("returns to everyone what it had added", async () => {
      const { pool, rounds, token, sam, erin, ethers } = await loadFixture(failedRoundWithoutSnapshot);
      await pool.connect(erin).fund(1n, token, 7n);
      await pool.connect(sam).fund(1n, token, 5n);
      await rounds.closeRound(1n);
      await expect(pool.refund(1n, erin)).to.changeTokenBalances(ethers, token, [erin], [7n]);
      await expect(pool.refund(1n, sam)).to.changeTokenBalances(ethers, token, [sam], [POT + FEE + 5n]);
      expect(await token.balanceOf(pool)).to.equal(0n);
    });
  });

  describe("given the sponsor stayed silent", () => {
    it("returns the fee only", async () => {
      const { pool, rounds, token, sam, ethers } = await loadFixture(failedRoundOfSilentSponsor);
      await rounds.closeRound(1n);
      await expect(pool.refund(1n, sam)).to.changeTokenBalances(ethers, token, [sam], [FEE]);
    });
  });

  describe("given the token kept a part of what was paid", () => {
    it("returns what had arrived", async () => {
      const world = await loadFixture(roundInCommit);
      const { pool, rounds, networkHelpers, sam } = world;
      const feeToken = await allowMockToken(world, "FeeOnTransferToken");
      const roundId = await openRound(world, { token: feeToken, pot: 900n, oracleFee: 100n, bond: 0n });
      await networkHelpers.time.increase(30n * 86_400n);
      await rounds.closeRound(roundId);
      await expect(pool.refund(roundId, sam)).to.emit(pool, "PotRefunded").withArgs(roundId, sam, 990n);
      expect(await feeToken.balanceOf(pool)).to.equal(0n);
    });
  });
});
