import { expect } from "chai";
import { networkHelpers, STAKE, stakingWithAlice } from "../support/governanceFixture.ts";

describe("Staking.allocate", () => {
  describe("when the caller lacks the role", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { staking, alice } = await networkHelpers.loadFixture(stakingWithAlice);
      await expect(staking.connect(alice).allocate(alice, 1n))
        .to.be.revertedWithCustomError(staking, "AccessManagedUnauthorized")
        .withArgs(alice);
    });
  });

  describe("when the amount is above the free stake", () => {
    it("reverts with StakingFreeStakeInsufficient", async () => {
      const { staking, alice, scores } = await networkHelpers.loadFixture(stakingWithAlice);
      await staking.connect(scores).allocate(alice, 10n);
      await expect(staking.connect(scores).allocate(alice, STAKE))
        .to.be.revertedWithCustomError(staking, "StakingFreeStakeInsufficient")
        .withArgs(alice, STAKE, STAKE - 10n);
    });
  });

  describe("when the amount is free", () => {
    it("marks it as backing a seat; its votes stay", async () => {
      const { staking, alice, scores } = await networkHelpers.loadFixture(stakingWithAlice);
      await expect(staking.connect(scores).allocate(alice, STAKE))
        .to.emit(staking, "StakeAllocated")
        .withArgs(alice, STAKE);
      expect(await staking.allocatedOf(alice)).to.equal(STAKE);
      expect(await staking.stakeOf(alice)).to.equal(STAKE);
      expect(await staking.getVotes(alice)).to.equal(STAKE);
    });
  });
});
