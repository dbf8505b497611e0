import { expect } from "chai";
import { id } from "ethers";
import { EXIT_SECONDS, ethers, networkHelpers, STAKE, stakingWithExit } from "../support/governanceFixture.ts";

/** Exit 1 of alice is unlocked. */
async function unlockedExit() {
  const base = await stakingWithExit();
  await networkHelpers.time.increase(EXIT_SECONDS);
  return base;
}

describe("Staking.release", () => {
  describe("when the exit never existed", () => {
    it("reverts with StakingExitUnknown", async () => {
      const { staking, alice } = await networkHelpers.loadFixture(unlockedExit);
      await expect(staking.connect(alice).release(2n))
        .to.be.revertedWithCustomError(staking, "StakingExitUnknown")
        .withArgs(alice, 2n);
    });
  });

  describe("when the exit belongs to somebody else", () => {
    it("reverts with StakingExitUnknown", async () => {
      const { staking, mallory } = await networkHelpers.loadFixture(unlockedExit);
      await expect(staking.connect(mallory).release(1n))
        .to.be.revertedWithCustomError(staking, "StakingExitUnknown")
        .withArgs(mallory, 1n);
    });
  });

  describe("when the exit is released a second time", () => {
    it("reverts with StakingExitUnknown", async () => {
      const { staking, alice, exitId } = await networkHelpers.loadFixture(unlockedExit);
      await staking.connect(alice).release(exitId);
      await expect(staking.connect(alice).release(exitId))
        .to.be.revertedWithCustomError(staking, "StakingExitUnknown")
        .withArgs(alice, exitId);
    });
  });

  describe("given the exit is locked for one more second", () => {
    it("reverts with StakingExitLocked", async () => {
      const { staking, alice, exitId } = await networkHelpers.loadFixture(stakingWithExit);
      const { unlockedAt } = await staking.exitOf(alice, exitId);
      await networkHelpers.time.setNextBlockTimestamp(unlockedAt - 1n);
      await expect(staking.connect(alice).release(exitId))
        .to.be.revertedWithCustomError(staking, "StakingExitLocked")
        .withArgs(alice, exitId, unlockedAt);
    });
  });

  describe("given the exit is unlocked", () => {
    it("pays it to its owner at the first second", async () => {
      const { token, staking, alice, exitId, exitAmount } = await networkHelpers.loadFixture(stakingWithExit);
      const { unlockedAt } = await staking.exitOf(alice, exitId);
      await networkHelpers.time.setNextBlockTimestamp(unlockedAt);
      const released = staking.connect(alice).release(exitId);
      await expect(released).to.emit(staking, "ExitReleased").withArgs(alice, exitId, exitAmount);
      await expect(released).to.changeTokenBalances(ethers, token, [alice, staking], [exitAmount, -exitAmount]);
      expect(await staking.exitOf(alice, exitId)).to.deep.equal([0n, 0n]);
      expect(await staking.exitingOf(alice)).to.equal(0n);
      expect(await staking.stakeOf(alice)).to.equal(STAKE - exitAmount);
      expect(await staking.totalBonded()).to.equal(STAKE - exitAmount);
    });

    it("leaves the other exits as they were", async () => {
      const { staking, alice, exitId } = await networkHelpers.loadFixture(unlockedExit);
      await staking.connect(alice).requestExit(9n);
      await staking.connect(alice).release(exitId);
      expect((await staking.exitOf(alice, 2n)).amount).to.equal(9n);
      expect(await staking.exitingOf(alice)).to.equal(9n);
    });
  });

  describe("given the exit was slashed after its unlock date", () => {
    it("STK-6: pays what the slash left", async () => {
      const { token, staking, alice, scores, exitId, exitAmount } = await networkHelpers.loadFixture(unlockedExit);
      await staking.connect(scores).slash(alice, STAKE / 2n + 1n, id("offence"));
      const released = staking.connect(alice).release(exitId);
      await expect(released)
        .to.emit(staking, "ExitReleased")
        .withArgs(alice, exitId, exitAmount - 1n);
      await expect(released).to.changeTokenBalances(ethers, token, [alice], [exitAmount - 1n]);
      expect(await staking.totalBonded()).to.equal(0n);
    });
  });

  describe("given the exit was slashed completely", () => {
    it("pays nothing and touches no newer exit", async () => {
      const { token, staking, alice, scores, exitId } = await networkHelpers.loadFixture(unlockedExit);
      await staking.connect(scores).slash(alice, STAKE, id("offence"));
      await staking.connect(alice).stake(5n);
      await staking.connect(alice).requestExit(5n);
      const released = staking.connect(alice).release(exitId);
      await expect(released).to.emit(staking, "ExitReleased").withArgs(alice, exitId, 0n);
      await expect(released).to.changeTokenBalances(ethers, token, [alice], [0n]);
      expect((await staking.exitOf(alice, 2n)).amount).to.equal(5n);
      expect(await staking.totalBonded()).to.equal(5n);
    });
  });
});
