import { expect } from "chai";
import { ZeroHash } from "ethers";
import { deployedGovernor, networkHelpers } from "../support/governanceFixture.ts";

describe("VotingPower.delegate", () => {
  describe("when called in any form", () => {
    it("reverts with VotingPowerDelegateAtSource", async () => {
      const { votingPower, token, staking, alice, bob } = await networkHelpers.loadFixture(deployedGovernor);
      const attempts = [
        () => votingPower.connect(alice).delegate(bob),
        () => votingPower.connect(alice).delegateBySig(bob, 0n, 0n, 27, ZeroHash, ZeroHash),
        () => votingPower.delegates(alice),
      ];
      for (const attempt of attempts) {
        await expect(attempt())
          .to.be.revertedWithCustomError(votingPower, "VotingPowerDelegateAtSource")
          .withArgs(token, staking);
      }
    });
  });
});
