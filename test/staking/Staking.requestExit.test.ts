import { expect } from "chai";
import { id } from "ethers";
import {
  EXIT_SECONDS,
  ethers,
  fixNextTimestamp,
  networkHelpers,
  STAKE,
  stakingWithAlice,
  stakingWithExit,
} from "../support/governanceFixture.ts";

describe("Staking.requestExit", () => {
  describe("when the amount is zero", () => {
    it("reverts with StakingAmountZero", async () => {
      const { staking, alice } = await networkHelpers.loadFixture(stakingWithAlice);
      await expect(staking.connect(alice).requestExit(0n))
        .to.be.revertedWithCustomError(staking, "StakingAmountZero")
        .withArgs();
    });
  });

  describe("when the amount is above the active stake", () => {
    it("reverts with StakingFreeStakeInsufficient", async () => {
      const { staking, alice } = await networkHelpers.loadFixture(stakingWithAlice);
      await expect(staking.connect(alice).requestExit(STAKE + 1n))
        .to.be.revertedWithCustomError(staking, "StakingFreeStakeInsufficient")
        .withArgs(alice, STAKE + 1n, STAKE);
    });
  });

  describe("given part of the stake backs a seat", () => {
    it("reverts with StakingFreeStakeInsufficient above the free part", async () => {
      const { staking, alice, scores } = await networkHelpers.loadFixture(stakingWithAlice);
      await staking.connect(scores).allocate(alice, STAKE - 5n);
      await expect(staking.connect(alice).requestExit(6n))
        .to.be.revertedWithCustomError(staking, "StakingFreeStakeInsufficient")
        .withArgs(alice, 6n, 5n);
    });

    it("queues the free part", async () => {
      const { staking, alice, scores } = await networkHelpers.loadFixture(stakingWithAlice);
      await staking.connect(scores).allocate(alice, STAKE - 5n);
      await staking.connect(alice).requestExit(5n);
      expect(await staking.stakeOf(alice)).to.equal(STAKE - 5n);
      expect(await staking.allocatedOf(alice)).to.equal(STAKE - 5n);
    });
  });

  describe("when the amount is free", () => {
    it("queues it without its vote and moves no tokens", async () => {
      const { token, staking, alice } = await networkHelpers.loadFixture(stakingWithAlice);
      const unlockedAt = (await fixNextTimestamp()) + EXIT_SECONDS;
      const requested = staking.connect(alice).requestExit(STAKE / 4n);
      await expect(requested)
        .to.emit(staking, "ExitRequested")
        .withArgs(alice, 1n, STAKE / 4n, unlockedAt);
      await expect(requested).to.changeTokenBalances(ethers, token, [alice, staking], [0n, 0n]);
      expect(await staking.stakeOf(alice)).to.equal((STAKE * 3n) / 4n);
      expect(await staking.getVotes(alice)).to.equal((STAKE * 3n) / 4n);
      expect(await staking.exitingOf(alice)).to.equal(STAKE / 4n);
      expect(await staking.exitOf(alice, 1n)).to.deep.equal([STAKE / 4n, unlockedAt]);
      expect(await staking.totalBonded()).to.equal(STAKE);
    });

    it("returns dense identifiers per account", async () => {
      const { staking, alice, bob } = await networkHelpers.loadFixture(stakingWithExit);
      await staking.connect(bob).stake(STAKE);
      expect(await staking.connect(alice).requestExit.staticCall(1n)).to.equal(2n);
      expect(await staking.connect(bob).requestExit.staticCall(1n)).to.equal(1n);
      expect(await staking.exitCountOf(alice)).to.equal(1n);
      expect(await staking.exitCountOf(bob)).to.equal(0n);
    });
  });

  describe("given earlier exits were slashed by half", () => {
    it("values the new exit at what was queued", async () => {
      const { staking, alice, scores, exitAmount } = await networkHelpers.loadFixture(stakingWithExit);
      await staking.connect(scores).slash(alice, STAKE / 2n + exitAmount / 2n, id("offence"));
      await staking.connect(alice).stake(STAKE);
      await staking.connect(alice).requestExit(STAKE);
      expect((await staking.exitOf(alice, 1n)).amount).to.equal(exitAmount / 2n);
      expect((await staking.exitOf(alice, 2n)).amount).to.equal(STAKE);
    });
  });

  describe("given earlier exits were slashed completely", () => {
    it("starts a new queue that the old exits have no part in", async () => {
      const { staking, alice, scores } = await networkHelpers.loadFixture(stakingWithExit);
      await staking.connect(scores).slash(alice, STAKE, id("offence"));
      await staking.connect(alice).stake(STAKE);
      await staking.connect(alice).requestExit(7n);
      expect((await staking.exitOf(alice, 1n)).amount).to.equal(0n);
      expect((await staking.exitOf(alice, 2n)).amount).to.equal(7n);
      expect(await staking.exitingOf(alice)).to.equal(7n);
    });
  });
});
