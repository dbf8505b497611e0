import { expect } from "chai";
import { shareOf } from "../../src/scoring/settlement.ts";
import { loadFixture } from "../support/loadFixture.ts";
import { POT, REVENUE_SHARE_BPS, SCORES, settledRound, TOTAL_SCORE } from "../support/rounds.ts";

const EARNED = (POT * TOTAL_SCORE) / 1_000_000_000n;
const DUE = SCORES.map((score) => shareOf(EARNED, score, TOTAL_SCORE));

describe("RewardPool.claimShare", () => {
  describe("when the share is the caller's", () => {
    it("pays it, marks it paid and emits RewardClaimed", async () => {
      const { pool, token, bob, tree, ethers } = await loadFixture(settledRound);
      expect(await pool.connect(bob).claimShare.staticCall(token, tree.shareOf(0))).to.equal(DUE[0]);
      const claiming = pool.connect(bob).claimShare(token, tree.shareOf(0));
      await expect(claiming).to.emit(pool, "RewardClaimed").withArgs(bob, 1n, token, DUE[0]);
      await expect(claiming).to.changeTokenBalances(ethers, token, [bob, pool], [DUE[0]!, -DUE[0]!]);
      expect(await pool.claimableOf(1n, token, 0n, SCORES[0])).to.equal(0n);
    });

    it("pays its own account even when it named a claimer", async () => {
      const { pool, token, bob, erin, tree, ethers } = await loadFixture(settledRound);
      await pool.connect(bob).setClaimer(erin);
      const claiming = pool.connect(bob).claimShare(token, tree.shareOf(0));
      await expect(claiming).to.changeTokenBalances(ethers, token, [bob, erin], [DUE[0]!, 0n]);
    });

    it("pays what came since, after a claim", async () => {
      const { pool, token, bob, erin, tree, ethers } = await loadFixture(settledRound);
      await pool.connect(bob).claimShare(token, tree.shareOf(0));
      await pool.connect(erin).fund(1n, token, EARNED);
      const claiming = pool.connect(bob).claimShare(token, tree.shareOf(0));
      await expect(claiming).to.changeTokenBalances(ethers, token, [bob, pool], [DUE[0]!, -DUE[0]!]);
    });
  });

  describe("given the update was trained under a license with a revenue share", () => {
    it("sets the dataset's part aside", async () => {
      const { pool, token, dave, tree, ethers } = await loadFixture(settledRound);
      const part = (DUE[2]! * REVENUE_SHARE_BPS) / 10_000n;
      const claiming = pool.connect(dave).claimShare(token, tree.shareOf(2));
      await expect(claiming).to.emit(pool, "RevenueShared").withArgs(1n, 1n, token, part);
      await expect(claiming).to.changeTokenBalances(ethers, token, [dave], [DUE[2]! - part]);
      expect(await pool.revenueOf(1n, token)).to.equal(part);
    });
  });

  describe("POT-4: when the share is somebody else's", () => {
    it("reverts with RewardPoolBadProof", async () => {
      const { pool, token, bob, erin, mallory, tree } = await loadFixture(settledRound);
      await pool.connect(bob).setClaimer(erin);
      for (const caller of [mallory, erin]) {
        await expect(pool.connect(caller).claimShare(token, tree.shareOf(0))).to.be.revertedWithCustomError(
          pool,
          "RewardPoolBadProof",
        );
      }
    });
  });

  describe("when nothing is due", () => {
    it("reverts with RewardPoolNothingToClaim", async () => {
      const { pool, token, bob, tree } = await loadFixture(settledRound);
      await pool.connect(bob).claimShare(token, tree.shareOf(0));
      await expect(pool.connect(bob).claimShare(token, tree.shareOf(0)))
        .to.be.revertedWithCustomError(pool, "RewardPoolNothingToClaim")
        .withArgs(token, bob);
    });
  });
});
