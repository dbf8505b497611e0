import { expect } from "chai";
import { id } from "ethers";
import { deployedGovernor, HOLDING, INITIAL_SUPPLY, networkHelpers, STAKE } from "../support/governanceFixture.ts";

describe("VotingPower.getPastVotes", () => {
  describe("given tokens held and tokens staked", () => {
    it("adds both, and counts staked tokens once", async () => {
      const { votingPower, token, staking, alice } = await networkHelpers.loadFixture(deployedGovernor);
      const then = (await votingPower.clock()) - 1n;
      expect(await token.getPastVotes(alice, then)).to.equal(HOLDING - STAKE);
      expect(await staking.getPastVotes(alice, then)).to.equal(STAKE);
      expect(await votingPower.getPastVotes(alice, then)).to.equal(HOLDING);
      expect(await votingPower.getVotes(alice)).to.equal(HOLDING);
      expect(await votingPower.getPastTotalSupply(then)).to.equal(INITIAL_SUPPLY);
    });

    it("VOT-1: gives the staking contract itself no votes", async () => {
      const { votingPower, token, staking } = await networkHelpers.loadFixture(deployedGovernor);
      expect(await token.balanceOf(staking)).to.equal(STAKE);
      expect(await votingPower.getVotes(staking)).to.equal(0n);
    });
  });

  describe("when the votes of this second are asked for", () => {
    it("reverts with ERC5805FutureLookup", async () => {
      const { votingPower, token, alice } = await networkHelpers.loadFixture(deployedGovernor);
      const now = await votingPower.clock();
      await expect(votingPower.getPastVotes(alice, now))
        .to.be.revertedWithCustomError(token, "ERC5805FutureLookup")
        .withArgs(now, now);
    });
  });

  describe("given stake moved, left and was slashed", () => {
    it("VOT-1: never sums to more than the supply", async () => {
      const { votingPower, token, staking, treasury, alice, bob, carol, scores } =
        await networkHelpers.loadFixture(deployedGovernor);
      await token.connect(treasury).delegate(carol);
      await staking.connect(bob).stake(STAKE);
      await staking.connect(bob).delegate(carol);
      await staking.connect(bob).requestExit(STAKE / 2n);
      await staking.connect(alice).delegate(bob);
      await staking.connect(scores).slash(alice, STAKE / 3n, id("one"));
      await token.connect(alice).transfer(bob, HOLDING / 2n);
      await networkHelpers.time.increase(1);
      const now = await votingPower.clock();
      for (let timepoint = now - 20n; timepoint < now; timepoint++) {
        let votes = 0n;
        for (const account of [treasury, alice, bob, carol, scores]) {
          votes += await votingPower.getPastVotes(account, timepoint);
        }
        expect(votes).to.be.at.most(await votingPower.getPastTotalSupply(timepoint));
      }
    });
  });
});
