import { expect } from "chai";
import { MaxUint256, ZeroAddress } from "ethers";
import {
  fixNextTimestamp,
  networkHelpers,
  STAKE,
  signDelegation,
  stakingWithAlice,
} from "../support/governanceFixture.ts";

describe("Staking.delegate", () => {
  describe("given no delegate was chosen", () => {
    it("names the account itself", async () => {
      const { staking, alice, mallory } = await networkHelpers.loadFixture(stakingWithAlice);
      expect(await staking.delegates(alice)).to.equal(alice);
      expect(await staking.delegates(mallory)).to.equal(mallory);
      expect(await staking.getVotes(alice)).to.equal(STAKE);
    });
  });

  for (const means of ["transaction", "signature"] as const) {
    describe(`when the staker delegates to somebody else by ${means}`, () => {
      it("moves the votes of present and later stake", async () => {
        const { staking, alice, bob, mallory } = await networkHelpers.loadFixture(stakingWithAlice);
        const { nonce, signature } = await signDelegation(staking, alice, bob.address, MaxUint256);
        const { v, r, s } = signature;
        const delegated =
          means === "transaction"
            ? staking.connect(alice).delegate(bob)
            : staking.connect(mallory).delegateBySig(bob, nonce, MaxUint256, v, r, s);
        await expect(delegated).to.emit(staking, "DelegateChanged").withArgs(alice, alice, bob);
        await staking.connect(alice).stake(1n);
        expect(await staking.getVotes(alice)).to.equal(0n);
        expect(await staking.getVotes(bob)).to.equal(STAKE + 1n);
      });
    });
  }

  describe("when the staker delegates to nobody", () => {
    it("votes for itself, so that later exits find the votes", async () => {
      const { staking, alice, bob } = await networkHelpers.loadFixture(stakingWithAlice);
      await staking.connect(alice).delegate(bob);
      await expect(staking.connect(alice).delegate(ZeroAddress))
        .to.emit(staking, "DelegateChanged")
        .withArgs(alice, bob, alice);
      expect(await staking.getVotes(alice)).to.equal(STAKE);
      expect(await staking.getVotes(bob)).to.equal(0n);
      await staking.connect(alice).requestExit(STAKE);
      expect(await staking.getVotes(alice)).to.equal(0n);
    });
  });

  describe("when past votes are asked for", () => {
    it("answers for the second asked", async () => {
      const { staking, alice } = await networkHelpers.loadFixture(stakingWithAlice);
      const requestedAt = await fixNextTimestamp(10n);
      await staking.connect(alice).requestExit(STAKE);
      await networkHelpers.time.increase(1);
      expect(await staking.getPastVotes(alice, requestedAt - 1n)).to.equal(STAKE);
      expect(await staking.getPastVotes(alice, requestedAt)).to.equal(0n);
      expect(await staking.getPastTotalSupply(requestedAt - 1n)).to.equal(STAKE);
      expect(await staking.getPastTotalSupply(requestedAt)).to.equal(0n);
      expect(await staking.CLOCK_MODE()).to.equal("mode=timestamp");
      expect(await staking.clock()).to.equal(await networkHelpers.time.latest());
    });
  });
});
