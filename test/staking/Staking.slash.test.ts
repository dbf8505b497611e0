import { expect } from "chai";
import { id } from "ethers";
import {
  EXIT_SECONDS,
  emptyStaking,
  ethers,
  INITIAL_SUPPLY,
  networkHelpers,
  STAKE,
  stakingWithAlice,
  stakingWithExit,
} from "../support/governanceFixture.ts";

const OFFENCE = id("offence");

describe("Staking.slash", () => {
  describe("when the caller lacks the role", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { staking, alice, mallory } = await networkHelpers.loadFixture(stakingWithAlice);
      await expect(staking.connect(mallory).slash(alice, 1n, OFFENCE))
        .to.be.revertedWithCustomError(staking, "AccessManagedUnauthorized")
        .withArgs(mallory);
    });
  });

  describe("when the offence was punished before", () => {
    it("STK-5: reverts with StakingOffenceUsed", async () => {
      const { staking, alice, bob, scores } = await networkHelpers.loadFixture(stakingWithAlice);
      await staking.connect(scores).slash(alice, 1n, OFFENCE);
      expect(await staking.isOffenceUsed(OFFENCE)).to.equal(true);
      for (const target of [alice, bob]) {
        await expect(staking.connect(scores).slash(target, 1n, OFFENCE))
          .to.be.revertedWithCustomError(staking, "StakingOffenceUsed")
          .withArgs(OFFENCE);
      }
    });
  });

  describe("given enough active stake", () => {
    it("burns active stake and its votes, and spares the exits", async () => {
      const { token, staking, alice, scores, exitAmount } = await networkHelpers.loadFixture(stakingWithExit);
      const slashed = staking.connect(scores).slash(alice, 10n, OFFENCE);
      await expect(slashed).to.emit(staking, "StakeSlashed").withArgs(alice, OFFENCE, 10n, 0n);
      await expect(slashed).to.emit(token, "Transfer").withArgs(staking, ethers.ZeroAddress, 10n);
      await expect(slashed).to.changeTokenBalances(ethers, token, [staking, alice, scores], [-10n, 0n, 0n]);
      expect(await token.totalSupply()).to.equal(INITIAL_SUPPLY - 10n);
      expect(await staking.stakeOf(alice)).to.equal(STAKE - exitAmount - 10n);
      expect(await staking.getVotes(alice)).to.equal(STAKE - exitAmount - 10n);
      expect(await staking.exitingOf(alice)).to.equal(exitAmount);
      expect(await staking.totalBonded()).to.equal(STAKE - 10n);
    });

    it("takes free stake before stake that backs a seat", async () => {
      const { staking, alice, scores } = await networkHelpers.loadFixture(stakingWithAlice);
      await staking.connect(scores).allocate(alice, STAKE - 10n);
      await staking.connect(scores).slash(alice, 10n, OFFENCE);
      expect(await staking.allocatedOf(alice)).to.equal(STAKE - 10n);
    });

    it("shrinks the allocation to the stake that is left", async () => {
      const { staking, alice, scores } = await networkHelpers.loadFixture(stakingWithAlice);
      await staking.connect(scores).allocate(alice, STAKE - 10n);
      await staking.connect(scores).slash(alice, 11n, OFFENCE);
      expect(await staking.allocatedOf(alice)).to.equal(STAKE - 11n);
      expect(await staking.stakeOf(alice)).to.equal(STAKE - 11n);
    });
  });

  describe("given less active stake than the amount", () => {
    it("takes the rest from all exits pro rata", async () => {
      const { staking, alice, scores } = await networkHelpers.loadFixture(stakingWithAlice);
      await staking.connect(alice).requestExit(300n);
      await staking.connect(alice).requestExit(600n);
      await staking.connect(alice).requestExit(100n);
      const active = STAKE - 1000n;
      await expect(staking.connect(scores).slash(alice, active + 500n, OFFENCE))
        .to.emit(staking, "StakeSlashed")
        .withArgs(alice, OFFENCE, active, 500n);
      expect((await staking.exitOf(alice, 1n)).amount).to.equal(150n);
      expect((await staking.exitOf(alice, 2n)).amount).to.equal(300n);
      expect((await staking.exitOf(alice, 3n)).amount).to.equal(50n);
      expect(await staking.exitingOf(alice)).to.equal(500n);
      expect(await staking.stakeOf(alice)).to.equal(0n);
    });
  });

  describe("given less in all than the amount", () => {
    it("takes everything and closes the queue", async () => {
      const { token, staking, alice, scores, exitId, exitAmount } = await networkHelpers.loadFixture(stakingWithExit);
      expect(await staking.connect(scores).slash.staticCall(alice, STAKE + 1n, OFFENCE)).to.equal(STAKE);
      const slashed = staking.connect(scores).slash(alice, STAKE + 1n, OFFENCE);
      await expect(slashed)
        .to.emit(staking, "StakeSlashed")
        .withArgs(alice, OFFENCE, STAKE - exitAmount, exitAmount);
      await expect(slashed).to.emit(staking, "ExitQueueClosed").withArgs(alice, 0n);
      await expect(slashed).to.changeTokenBalances(ethers, token, [staking], [-STAKE]);
      expect((await staking.exitOf(alice, exitId)).amount).to.equal(0n);
      expect(await staking.totalBonded()).to.equal(0n);
      expect(await staking.getVotes(alice)).to.equal(0n);
    });
  });

  describe("given nothing is bonded", () => {
    it("STK-7: takes nothing, does not revert and uses the offence", async () => {
      const { token, staking, bob, scores } = await networkHelpers.loadFixture(emptyStaking);
      const slashed = staking.connect(scores).slash(bob, STAKE, OFFENCE);
      await expect(slashed).to.emit(staking, "StakeSlashed").withArgs(bob, OFFENCE, 0n, 0n);
      await expect(slashed).to.changeTokenBalances(ethers, token, [staking, bob], [0n, 0n]);
      expect(await staking.isOffenceUsed(OFFENCE)).to.equal(true);
    });
  });

  describe("given one wei is bonded", () => {
    it("STK-7: takes it", async () => {
      const { staking, bob, scores } = await networkHelpers.loadFixture(emptyStaking);
      await staking.connect(bob).stake(1n);
      await staking.connect(scores).slash(bob, STAKE, OFFENCE);
      expect(await staking.totalBonded()).to.equal(0n);
    });
  });

  describe("given the stake is delegated", () => {
    it("takes the votes from the delegate", async () => {
      const { staking, alice, bob, scores } = await networkHelpers.loadFixture(stakingWithAlice);
      await staking.connect(alice).delegate(bob);
      await staking.connect(scores).slash(alice, 10n, OFFENCE);
      expect(await staking.getVotes(bob)).to.equal(STAKE - 10n);
    });
  });

  describe("given a thousand queued exits", () => {
    it("STK-7: costs what one exit costs", async () => {
      const { staking, alice, bob, scores } = await networkHelpers.loadFixture(stakingWithAlice);
      await staking.connect(bob).stake(STAKE);
      await staking.connect(bob).requestExit(1000n);
      for (let i = 0; i < 1000; i++) await staking.connect(alice).requestExit(1n);
      const one = await staking.connect(scores).slash.estimateGas(bob, STAKE - 500n, id("one"));
      const thousand = await staking.connect(scores).slash.estimateGas(alice, STAKE - 500n, id("thousand"));
      expect(thousand).to.be.lessThan(one + 5_000n);
      await staking.connect(scores).slash(alice, STAKE - 500n, OFFENCE);
      expect(await staking.exitingOf(alice)).to.equal(500n);
    });
  });

  describe("given fifty slashes of 99.9 % each", () => {
    it("lets the account stake, queue and be paid again", async () => {
      const { token, staking, alice, scores, exitAmount } = await networkHelpers.loadFixture(stakingWithExit);
      await staking.connect(scores).slash(alice, exitAmount, id("active"));
      for (let i = 0; i < 50; i++) {
        const exiting = await staking.exitingOf(alice);
        await staking.connect(scores).slash(alice, (exiting * 999n) / 1000n, id(`exits ${i}`));
      }
      await staking.connect(alice).stake(STAKE);
      await staking.connect(alice).requestExit(STAKE);
      await networkHelpers.time.increase(EXIT_SECONDS);
      await expect(staking.connect(alice).release(2n)).to.changeTokenBalances(ethers, token, [alice], [STAKE]);
    });
  });

  describe("given a queue diluted below 2^-64 per share", () => {
    it("closes the queue and returns the rest to the active stake, unslashed and with its vote", async () => {
      const { staking, alice, scores, exitAmount } = await networkHelpers.loadFixture(stakingWithExit);
      await staking.connect(scores).slash(alice, STAKE - 1n, id("to one wei"));
      expect(await staking.exitingOf(alice)).to.equal(0n);
      expect(await staking.stakeOf(alice)).to.equal(1n);
      expect(await staking.getVotes(alice)).to.equal(1n);
      expect((await staking.exitOf(alice, 1n)).amount).to.equal(0n);
      expect(await staking.totalBonded()).to.equal(1n);
      expect(exitAmount).to.be.greaterThan(2n ** 64n);
    });

    it("emits ExitQueueClosed with the rest", async () => {
      const { staking, alice, scores } = await networkHelpers.loadFixture(stakingWithExit);
      await expect(staking.connect(scores).slash(alice, STAKE - 1n, OFFENCE))
        .to.emit(staking, "ExitQueueClosed")
        .withArgs(alice, 1n);
    });

    it("keeps a queue that is worth at least that", async () => {
      const { staking, alice, scores, exitAmount } = await networkHelpers.loadFixture(stakingWithExit);
      const least = exitAmount / 2n ** 64n + 1n;
      await staking.connect(scores).slash(alice, STAKE - least, OFFENCE);
      expect((await staking.exitOf(alice, 1n)).amount).to.equal(least);
    });
  });
});
