import { expect } from "chai";
import { MaxUint256, ZeroHash } from "ethers";
import { emptyStaking, ethers, networkHelpers, STAKE, signPermit } from "../support/governanceFixture.ts";

/** Nobody approved anything; alice signed a permit for {@link STAKE}. */
async function stakingWithPermit() {
  const base = await emptyStaking();
  const { token, staking, alice } = base;
  await token.connect(alice).approve(staking, 0n);
  return { ...base, permit: await signPermit(token, alice, staking, STAKE, MaxUint256) };
}

describe("Staking.stakeWithPermit", () => {
  describe("when the permit is valid", () => {
    it("bonds in one transaction and leaves no allowance", async () => {
      const { token, staking, alice, permit } = await networkHelpers.loadFixture(stakingWithPermit);
      const staked = staking.connect(alice).stakeWithPermit(STAKE, MaxUint256, permit.v, permit.r, permit.s);
      await expect(staked).to.emit(staking, "Staked").withArgs(alice, STAKE);
      await expect(staked).to.changeTokenBalances(ethers, token, [alice, staking], [-STAKE, STAKE]);
      expect(await staking.stakeOf(alice)).to.equal(STAKE);
      expect(await token.allowance(alice, staking)).to.equal(0n);
    });
  });

  describe("given somebody used the permit first", () => {
    it("bonds from the allowance that the permit left", async () => {
      const { token, staking, alice, mallory, permit } = await networkHelpers.loadFixture(stakingWithPermit);
      const { v, r, s } = permit;
      await token.connect(mallory).permit(alice, staking, STAKE, MaxUint256, v, r, s);
      await expect(staking.connect(alice).stakeWithPermit(STAKE, MaxUint256, v, r, s))
        .to.emit(staking, "Staked")
        .withArgs(alice, STAKE);
    });
  });

  describe("when the permit is invalid", () => {
    it("reverts with ERC20InsufficientAllowance if there is no allowance", async () => {
      const { token, staking, alice } = await networkHelpers.loadFixture(stakingWithPermit);
      await expect(staking.connect(alice).stakeWithPermit(STAKE, MaxUint256, 27, ZeroHash, ZeroHash))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(staking, 0n, STAKE);
    });
  });

  describe("when the amount is zero", () => {
    it("reverts with StakingAmountZero", async () => {
      const { staking, alice, permit } = await networkHelpers.loadFixture(stakingWithPermit);
      await expect(staking.connect(alice).stakeWithPermit(0n, MaxUint256, permit.v, permit.r, permit.s))
        .to.be.revertedWithCustomError(staking, "StakingAmountZero")
        .withArgs();
    });
  });
});
