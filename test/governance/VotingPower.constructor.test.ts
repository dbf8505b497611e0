import { expect } from "chai";
import {
  deployedGovernor,
  emptyStaking,
  ethers,
  INITIAL_SUPPLY,
  networkHelpers,
} from "../support/governanceFixture.ts";

describe("VotingPower.constructor", () => {
  describe("when the staking contract bonds another token", () => {
    it("reverts with VotingPowerTokenMismatch", async () => {
      const { votingPower, manager, token, staking, treasury } = await networkHelpers.loadFixture(deployedGovernor);
      const other = await ethers.deployContract("CommonToken", [manager, treasury, INITIAL_SUPPLY]);
      await expect(ethers.deployContract("VotingPower", [other, staking]))
        .to.be.revertedWithCustomError(votingPower, "VotingPowerTokenMismatch")
        .withArgs(other, token);
    });
  });

  describe("given the staking contract has delegated its tokens", () => {
    it("VOT-1: reverts with VotingPowerStakedTokensDelegated", async () => {
      const { token, staking, mallory } = await networkHelpers.loadFixture(emptyStaking);
      const votingPower = await ethers.deployContract("VotingPower", [token, staking]);
      await networkHelpers.impersonateAccount(await staking.getAddress());
      await networkHelpers.setBalance(await staking.getAddress(), 10n ** 18n);
      await token.connect(await ethers.getSigner(await staking.getAddress())).delegate(mallory);
      await expect(ethers.deployContract("VotingPower", [token, staking]))
        .to.be.revertedWithCustomError(votingPower, "VotingPowerStakedTokensDelegated")
        .withArgs(mallory);
    });
  });

  describe("when both belong together", () => {
    it("reads them with a timestamp clock", async () => {
      const { votingPower, token, staking } = await networkHelpers.loadFixture(deployedGovernor);
      expect(await votingPower.TOKEN()).to.equal(token);
      expect(await votingPower.STAKING()).to.equal(staking);
      expect(await votingPower.CLOCK_MODE()).to.equal("mode=timestamp");
      expect(await votingPower.clock()).to.equal(await networkHelpers.time.latest());
    });
  });
});
