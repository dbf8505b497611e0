import { expect } from "chai";
import { MaxUint256 } from "ethers";
import { deployedToken, HOLDING, networkHelpers, signPermit } from "../support/governanceFixture.ts";

describe("CommonToken.permit", () => {
  describe("when the signature is the owner's", () => {
    it("sets the allowance and uses the nonce", async () => {
      const { token, alice, bob } = await networkHelpers.loadFixture(deployedToken);
      const { v, r, s } = await signPermit(token, alice, bob, HOLDING, MaxUint256);
      await expect(token.permit(alice, bob, HOLDING, MaxUint256, v, r, s))
        .to.emit(token, "Approval")
        .withArgs(alice, bob, HOLDING);
      expect(await token.allowance(alice, bob)).to.equal(HOLDING);
      expect(await token.nonces(alice)).to.equal(1n);
    });
  });

  describe("when somebody else signed", () => {
    it("reverts with ERC2612InvalidSigner", async () => {
      const { token, alice, mallory } = await networkHelpers.loadFixture(deployedToken);
      const { v, r, s } = await signPermit(token, alice, mallory, HOLDING, MaxUint256, mallory);
      await expect(token.permit(alice, mallory, HOLDING, MaxUint256, v, r, s))
        .to.be.revertedWithCustomError(token, "ERC2612InvalidSigner")
        .withArgs(mallory, alice);
    });
  });
});
