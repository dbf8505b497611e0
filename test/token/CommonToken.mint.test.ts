import { expect } from "chai";
import { deployedToken, ethers, HOLDING, INITIAL_SUPPLY, networkHelpers } from "../support/governanceFixture.ts";

describe("CommonToken.mint", () => {
  describe("when the caller lacks the role", () => {
    it("reverts with AccessManagedUnauthorized", async () => {
      const { token, mallory } = await networkHelpers.loadFixture(deployedToken);
      await expect(token.connect(mallory).mint(mallory, 1n))
        .to.be.revertedWithCustomError(token, "AccessManagedUnauthorized")
        .withArgs(mallory);
    });
  });

  describe("when the supply would pass the cap", () => {
    it("reverts with CommonTokenCapExceeded", async () => {
      const { token, emission, carol } = await networkHelpers.loadFixture(deployedToken);
      const mintable = (await token.CAP()) - INITIAL_SUPPLY;
      await expect(token.connect(emission).mint(carol, mintable + 1n))
        .to.be.revertedWithCustomError(token, "CommonTokenCapExceeded")
        .withArgs(mintable + 1n, mintable);
    });
  });

  describe("when the supply reaches the cap exactly", () => {
    it("mints to the receiver", async () => {
      const { token, emission, carol } = await networkHelpers.loadFixture(deployedToken);
      const mintable = (await token.CAP()) - INITIAL_SUPPLY;
      const minted = token.connect(emission).mint(carol, mintable);
      await expect(minted).to.emit(token, "Transfer").withArgs(ethers.ZeroAddress, carol, mintable);
      await expect(minted).to.changeTokenBalances(ethers, token, [carol], [mintable]);
      expect(await token.totalSupply()).to.equal(await token.CAP());
    });

    it("mints again what was burned", async () => {
      const { token, emission, alice, carol } = await networkHelpers.loadFixture(deployedToken);
      await token.connect(emission).mint(carol, (await token.CAP()) - INITIAL_SUPPLY);
      await token.connect(alice).burn(HOLDING);
      await expect(token.connect(emission).mint(carol, HOLDING)).to.changeTokenBalances(
        ethers,
        token,
        [carol],
        [HOLDING],
      );
    });
  });
});
