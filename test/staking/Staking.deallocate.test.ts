import { expect } from "chai";
import { id } from "ethers";
import { networkHelpers, STAKE, stakingWithAlice } from "../support/governanceFixture.ts";

/** All of alice's stake backs seats. */
async function allocatedStake() {
  const base = await stakingWithAlice();
  await base.staking.connect(base.scores).allocate(base.alice, STAKE);
  return base;
}

describe("Staking.deallocate", () => {
  describe("when the caller lacks the role", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { staking, alice } = await networkHelpers.loadFixture(allocatedStake);
      await expect(staking.connect(alice).deallocate(alice, 1n))
        .to.be.revertedWithCustomError(staking, "AccessManagedUnauthorized")
        .withArgs(alice);
    });
  });

  describe("when the amount is allocated", () => {
    it("frees it", async () => {
      const { staking, alice, scores } = await networkHelpers.loadFixture(allocatedStake);
      await expect(staking.connect(scores).deallocate(alice, 10n))
        .to.emit(staking, "StakeDeallocated")
        .withArgs(alice, 10n);
      expect(await staking.allocatedOf(alice)).to.equal(STAKE - 10n);
      await staking.connect(alice).requestExit(10n);
    });
  });

  describe("given a slash left less than the amount", () => {
    it("frees what there is", async () => {
      const { staking, alice, scores } = await networkHelpers.loadFixture(allocatedStake);
      await staking.connect(scores).slash(alice, STAKE - 3n, id("offence"));
      expect(await staking.connect(scores).deallocate.staticCall(alice, STAKE)).to.equal(3n);
      await expect(staking.connect(scores).deallocate(alice, STAKE))
        .to.emit(staking, "StakeDeallocated")
        .withArgs(alice, 3n);
      expect(await staking.allocatedOf(alice)).to.equal(0n);
    });
  });
});
