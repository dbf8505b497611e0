import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { Signature } from "ethers";
import { buildOffer, ethers, marketWithOffer, networkHelpers, PRICE } from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;
const DEADLINE = 2n ** 40n;

async function offerWithoutAllowance() {
  const state = await marketWithOffer();
  await state.token.connect(state.bob).approve(state.market, 0n);
  return { ...state, permit: await signPermit(state, state.bob) };
}

async function signPermit(state: Awaited<ReturnType<typeof marketWithOffer>>, owner: HardhatEthersSigner) {
  const { chainId } = await ethers.provider.getNetwork();
  const signature = await owner.signTypedData(
    { name: "Payment", version: "1", chainId, verifyingContract: state.currency },
    {
      Permit: [
        { name: "owner", type: "address" },
        { name: "spender", type: "address" },
        { name: "value", type: "uint256" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint256" },
      ],
    },
    { owner: owner.address, spender: await state.market.getAddress(), value: PRICE, nonce: 0n, deadline: DEADLINE },
  );
  return Signature.from(signature);
}

describe("LicenseMarket.buyWithPermit", () => {
  describe("when the permit is fresh", () => {
    it("buys without an allowance given before", async () => {
      const { market, token, bob, terms, permit } = await loadFixture(offerWithoutAllowance);
      await expect(market.connect(bob).buyWithPermit(1n, terms, PRICE, bob, DEADLINE, permit.v, permit.r, permit.s))
        .to.emit(market, "LicenseBought")
        .withArgs(1n, 1n, bob, bob, 1n, PRICE);
      expect(await token.balanceOf(market)).to.equal(PRICE);
      expect(await token.allowance(bob, market)).to.equal(0n);
    });
  });

  describe("when someone used the permit up front (L7)", () => {
    it("buys with the allowance that it left", async () => {
      const { market, token, bob, mallory, terms, permit } = await loadFixture(offerWithoutAllowance);
      await token.connect(mallory).getFunction("permit")(bob, market, PRICE, DEADLINE, permit.v, permit.r, permit.s);
      await expect(market.connect(bob).buyWithPermit(1n, terms, PRICE, bob, DEADLINE, permit.v, permit.r, permit.s))
        .to.emit(market, "LicenseBought")
        .withArgs(1n, 1n, bob, bob, 1n, PRICE);
    });
  });

  describe("when the permit is of someone else", () => {
    it("reverts with the token's error", async () => {
      const { market, token, bob, carol, terms, permit } = await loadFixture(offerWithoutAllowance);
      await token.connect(carol).approve(market, 0n);
      await expect(market.connect(carol).buyWithPermit(1n, terms, PRICE, carol, DEADLINE, permit.v, permit.r, permit.s))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(market, 0n, PRICE);
      expect(await token.allowance(bob, market)).to.equal(0n);
    });
  });

  describe("when the token knows no permits", () => {
    it("buys with the allowance given before", async () => {
      const { market, bob, terms } = await buildOffer({ tokenName: "NoReturnToken" });
      await expect(market.connect(bob).buyWithPermit(1n, terms, PRICE, bob, 0n, 27n, ethers.ZeroHash, ethers.ZeroHash))
        .to.emit(market, "LicenseBought")
        .withArgs(1n, 1n, bob, bob, 1n, PRICE);
    });
  });

  describe("when the currency is not allowed", () => {
    it("reverts with TokenAllowListTokenNotAllowed before it calls it", async () => {
      const { market, bob, mallory, terms, permit } = await loadFixture(offerWithoutAllowance);
      const forged = { ...terms, currency: mallory.address };
      await expect(market.connect(bob).buyWithPermit(1n, forged, PRICE, bob, DEADLINE, permit.v, permit.r, permit.s))
        .to.be.revertedWithCustomError(market, "TokenAllowListTokenNotAllowed")
        .withArgs(mallory);
    });
  });
});
