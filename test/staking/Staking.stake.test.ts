import { expect } from "chai";
import {
  emptyStaking,
  ethers,
  HOLDING,
  networkHelpers,
  STAKE,
  stakingWithAlice,
} from "../support/governanceFixture.ts";

describe("Staking.stake", () => {
  describe("when the amount is zero", () => {
    it("reverts with StakingAmountZero", async () => {
      const { staking, alice } = await networkHelpers.loadFixture(emptyStaking);
      await expect(staking.connect(alice).stake(0n))
        .to.be.revertedWithCustomError(staking, "StakingAmountZero")
        .withArgs();
    });
  });

  describe("when the allowance is too small", () => {
    it("reverts with ERC20InsufficientAllowance", async () => {
      const { token, staking, treasury } = await networkHelpers.loadFixture(emptyStaking);
      await expect(staking.connect(treasury).stake(STAKE))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(staking, 0n, STAKE);
    });
  });

  describe("when the caller has less", () => {
    it("reverts with ERC20InsufficientBalance", async () => {
      const { token, staking, alice } = await networkHelpers.loadFixture(emptyStaking);
      await expect(staking.connect(alice).stake(HOLDING + 1n))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
        .withArgs(alice, HOLDING, HOLDING + 1n);
    });
  });

  describe("when the amount exceeds the supply by far", () => {
    it("reverts with SafeCastOverflowedUintDowncast", async () => {
      const { staking, alice } = await networkHelpers.loadFixture(emptyStaking);
      await expect(staking.connect(alice).stake(2n ** 96n))
        .to.be.revertedWithCustomError(staking, "SafeCastOverflowedUintDowncast")
        .withArgs(96n, 2n ** 96n);
    });
  });

  describe("when the amount is approved", () => {
    it("bonds it and gives the staker its votes", async () => {
      const { token, staking, alice } = await networkHelpers.loadFixture(emptyStaking);
      const staked = staking.connect(alice).stake(STAKE);
      await expect(staked).to.emit(staking, "Staked").withArgs(alice, STAKE);
      await expect(staked).to.emit(staking, "DelegateVotesChanged").withArgs(alice, 0n, STAKE);
      await expect(staked).to.changeTokenBalances(ethers, token, [alice, staking], [-STAKE, STAKE]);
      expect(await staking.stakeOf(alice)).to.equal(STAKE);
      expect(await staking.totalBonded()).to.equal(STAKE);
      expect(await staking.getVotes(alice)).to.equal(STAKE);
      expect(await staking.delegates(alice)).to.equal(alice);
    });

    it("adds to an earlier stake", async () => {
      const { staking, alice, bob } = await networkHelpers.loadFixture(stakingWithAlice);
      await staking.connect(alice).stake(1n);
      await staking.connect(bob).stake(STAKE);
      expect(await staking.stakeOf(alice)).to.equal(STAKE + 1n);
      expect(await staking.totalBonded()).to.equal(2n * STAKE + 1n);
    });
  });

  describe("given tokens were donated to the contract", () => {
    it("STK-2: changes nobody's stake, votes or exit", async () => {
      const { token, staking, alice, bob } = await networkHelpers.loadFixture(stakingWithAlice);
      await staking.connect(alice).requestExit(STAKE / 2n);
      await token.connect(bob).transfer(staking, HOLDING);
      expect(await staking.stakeOf(alice)).to.equal(STAKE / 2n);
      expect(await staking.exitOf(alice, 1n)).to.deep.equal([
        STAKE / 2n,
        (await staking.clock()) - 1n + (await staking.EXIT_SECONDS()),
      ]);
      expect(await staking.getVotes(alice)).to.equal(STAKE / 2n);
      expect(await staking.totalBonded()).to.equal(STAKE);
      expect(await token.balanceOf(staking)).to.equal(STAKE + HOLDING);
    });
  });
});
