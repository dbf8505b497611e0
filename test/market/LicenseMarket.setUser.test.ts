import { expect } from "chai";
import {
  DAY_SECONDS,
  ethers,
  marketWithLicense,
  marketWithTransferableLicense,
  mineNextAt,
  networkHelpers,
} from "../support/marketFixture.ts";

const { loadFixture } = networkHelpers;

describe("LicenseMarket.setUser", () => {
  describe("when the license does not exist", () => {
    it("reverts with ERC721NonexistentToken", async () => {
      const { market, bob } = await loadFixture(marketWithLicense);
      await expect(market.connect(bob).setUser(2n, bob, 1n))
        .to.be.revertedWithCustomError(market, "ERC721NonexistentToken")
        .withArgs(2n);
    });
  });

  describe("when the caller is neither the holder nor approved", () => {
    it("reverts with ERC721InsufficientApproval", async () => {
      const { market, mallory } = await loadFixture(marketWithLicense);
      await expect(market.connect(mallory).setUser(1n, mallory, 2n ** 40n))
        .to.be.revertedWithCustomError(market, "ERC721InsufficientApproval")
        .withArgs(mallory, 1n);
    });
  });

  describe("when the holder assigns a user", () => {
    it("emits UpdateUser, and the user is it until the end", async () => {
      const { market, bob, carol, startsAt } = await loadFixture(marketWithLicense);
      const expires = startsAt + DAY_SECONDS;
      await expect(market.connect(bob).setUser(1n, carol, expires))
        .to.emit(market, "UpdateUser")
        .withArgs(1n, carol, expires);
      expect(await market.userOf(1n)).to.equal(carol.address);
      expect(await market.userExpires(1n)).to.equal(expires);
      await networkHelpers.time.increaseTo(expires - 1n);
      expect(await market.userOf(1n)).to.equal(carol.address);
      await networkHelpers.time.increaseTo(expires);
      expect(await market.userOf(1n)).to.equal(ethers.ZeroAddress);
      expect(await market.ownerOf(1n)).to.equal(bob.address);
    });

    it("takes the largest uint64 for ever", async () => {
      const { market, bob, carol } = await loadFixture(marketWithLicense);
      await market.connect(bob).setUser(1n, carol, 2n ** 64n - 1n);
      expect(await market.userExpires(1n)).to.equal(2n ** 48n - 1n);
    });
  });

  describe("when an approved account assigns a user", () => {
    it("emits UpdateUser", async () => {
      const { market, bob, carol } = await loadFixture(marketWithLicense);
      await market.connect(bob).approve(carol, 1n);
      await expect(market.connect(carol).setUser(1n, carol, 2n ** 40n))
        .to.emit(market, "UpdateUser")
        .withArgs(1n, carol, 2n ** 40n);
    });
  });

  describe("given a license without a user", () => {
    it("has the zero address as user", async () => {
      const { market } = await loadFixture(marketWithLicense);
      expect([await market.userOf(1n), await market.userExpires(1n)]).to.deep.equal([ethers.ZeroAddress, 0n]);
    });
  });
});

describe("LicenseMarket.transferFrom", () => {
  describe("given a license that is not transferable", () => {
    it("reverts with LicenseMarketNotTransferable", async () => {
      const { market, bob, carol } = await loadFixture(marketWithLicense);
      await expect(market.connect(bob).transferFrom(bob, carol, 1n))
        .to.be.revertedWithCustomError(market, "LicenseMarketNotTransferable")
        .withArgs(1n);
    });
  });

  describe("given a transferable license", () => {
    it("moves it, and its balance", async () => {
      const { market, bob, carol } = await loadFixture(marketWithTransferableLicense);
      await expect(market.connect(bob).transferFrom(bob, carol, 1n))
        .to.emit(market, "Transfer")
        .withArgs(bob, carol, 1n)
        .and.not.to.emit(market, "UpdateUser");
      expect(await market.ownerOf(1n)).to.equal(carol.address);
      expect([await market.balanceOf(bob), await market.balanceOf(carol)]).to.deep.equal([0n, 1n]);
    });

    it("ends the assignment of its user", async () => {
      const { market, bob, carol, mallory, startsAt } = await loadFixture(marketWithTransferableLicense);
      await market.connect(bob).setUser(1n, mallory, 2n ** 40n);
      await mineNextAt(startsAt + DAY_SECONDS);
      await expect(market.connect(bob).transferFrom(bob, carol, 1n))
        .to.emit(market, "UpdateUser")
        .withArgs(1n, ethers.ZeroAddress, 0n);
      expect(await market.userOf(1n)).to.equal(ethers.ZeroAddress);
      await expect(market.connect(carol).transferFrom(carol, bob, 1n)).not.to.emit(market, "UpdateUser");
    });

    it("refuses a stranger", async () => {
      const { market, bob, mallory } = await loadFixture(marketWithTransferableLicense);
      await expect(market.connect(mallory).transferFrom(bob, mallory, 1n))
        .to.be.revertedWithCustomError(market, "ERC721InsufficientApproval")
        .withArgs(mallory, 1n);
    });
  });
});
