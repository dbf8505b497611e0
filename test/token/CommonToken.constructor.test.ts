import { expect } from "chai";
import { deployedToken, ethers, INITIAL_SUPPLY, networkHelpers } from "../support/governanceFixture.ts";

describe("CommonToken.constructor", () => {
  describe("when the initial supply is above the cap", () => {
    it("reverts with CommonTokenCapExceeded", async () => {
      const { manager, token, treasury } = await networkHelpers.loadFixture(deployedToken);
      const cap = await token.CAP();
      await expect(ethers.deployContract("CommonToken", [manager, treasury, cap + 1n]))
        .to.be.revertedWithCustomError(token, "CommonTokenCapExceeded")
        .withArgs(cap + 1n, cap);
    });
  });

  describe("when the initial supply is within the cap", () => {
    it("mints it to the initial holder", async () => {
      const { manager, treasury } = await networkHelpers.loadFixture(deployedToken);
      const token = await ethers.deployContract("CommonToken", [manager, treasury, INITIAL_SUPPLY]);
      await expect(token.deploymentTransaction())
        .to.emit(token, "Transfer")
        .withArgs(ethers.ZeroAddress, treasury, INITIAL_SUPPLY);
      expect(await token.balanceOf(treasury)).to.equal(INITIAL_SUPPLY);
      expect(await token.totalSupply()).to.equal(INITIAL_SUPPLY);
    });

    it("names itself and its clock", async () => {
      const { manager, token } = await networkHelpers.loadFixture(deployedToken);
      expect(await token.name()).to.equal("Commonweights");
      expect(await token.symbol()).to.equal("COMMON");
      expect(await token.decimals()).to.equal(18n);
      expect(await token.CAP()).to.equal(1_000_000_000n * 10n ** 18n);
      expect(await token.authority()).to.equal(manager);
      expect(await token.CLOCK_MODE()).to.equal("mode=timestamp");
      expect(await token.clock()).to.equal(await networkHelpers.time.latest());
    });
  });
});
