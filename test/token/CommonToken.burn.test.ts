import { expect } from "chai";
import { deployedToken, ethers, HOLDING, INITIAL_SUPPLY, networkHelpers } from "../support/governanceFixture.ts";

describe("CommonToken.burn", () => {
  describe("when the caller has less", () => {
    it("reverts with ERC20InsufficientBalance", async () => {
      const { token, mallory } = await networkHelpers.loadFixture(deployedToken);
      await expect(token.connect(mallory).burn(1n))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
        .withArgs(mallory, 0n, 1n);
    });
  });

  describe("when the caller has enough", () => {
    it("takes the tokens out of supply and votes", async () => {
      const { token, alice } = await networkHelpers.loadFixture(deployedToken);
      await token.connect(alice).delegate(alice);
      const burned = token.connect(alice).burn(1n);
      await expect(burned).to.emit(token, "Transfer").withArgs(alice, ethers.ZeroAddress, 1n);
      await expect(burned).to.changeTokenBalances(ethers, token, [alice], [-1n]);
      expect(await token.totalSupply()).to.equal(INITIAL_SUPPLY - 1n);
      expect(await token.getVotes(alice)).to.equal(HOLDING - 1n);
    });
  });
});
