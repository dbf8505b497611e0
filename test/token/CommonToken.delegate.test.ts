import { expect } from "chai";
import { MaxUint256 } from "ethers";
import {
  deployedToken,
  fixNextTimestamp,
  HOLDING,
  INITIAL_SUPPLY,
  networkHelpers,
  signDelegation,
} from "../support/governanceFixture.ts";

describe("CommonToken.delegate", () => {
  describe("given the holder never delegated", () => {
    it("has no votes", async () => {
      const { token, alice } = await networkHelpers.loadFixture(deployedToken);
      expect(await token.getVotes(alice)).to.equal(0n);
    });
  });

  describe("when the holder delegates to itself", () => {
    it("has votes from that second on", async () => {
      const { token, alice } = await networkHelpers.loadFixture(deployedToken);
      const delegatedAt = await fixNextTimestamp();
      await expect(token.connect(alice).delegate(alice))
        .to.emit(token, "DelegateVotesChanged")
        .withArgs(alice, 0n, HOLDING);
      await networkHelpers.time.increase(1);
      expect(await token.getPastVotes(alice, delegatedAt)).to.equal(HOLDING);
      expect(await token.getPastVotes(alice, delegatedAt - 1n)).to.equal(0n);
      expect(await token.getPastTotalSupply(delegatedAt)).to.equal(INITIAL_SUPPLY);
    });
  });

  describe("when the votes of this second are asked for", () => {
    it("reverts with ERC5805FutureLookup", async () => {
      const { token, alice } = await networkHelpers.loadFixture(deployedToken);
      const now = await token.clock();
      await expect(token.getPastVotes(alice, now))
        .to.be.revertedWithCustomError(token, "ERC5805FutureLookup")
        .withArgs(now, now);
    });
  });

  describe("when the holder delegates by signature", () => {
    it("gives the votes to the delegate and uses the nonce", async () => {
      const { token, alice, bob, mallory } = await networkHelpers.loadFixture(deployedToken);
      const { nonce, signature } = await signDelegation(token, alice, bob.address, MaxUint256);
      const { v, r, s } = signature;
      await expect(token.connect(mallory).delegateBySig(bob, nonce, MaxUint256, v, r, s))
        .to.emit(token, "DelegateVotesChanged")
        .withArgs(bob, 0n, HOLDING);
      expect(await token.nonces(alice)).to.equal(nonce + 1n);
      expect(await token.getVotes(bob)).to.equal(HOLDING);
    });
  });
});
