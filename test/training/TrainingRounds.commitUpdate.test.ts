import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { fieldsOf } from "../support/fieldsOf.ts";
import { loadFixture } from "../support/loadFixture.ts";
import {
  BOND,
  commitUpdates,
  enter,
  enterLastDay,
  openRound,
  Phase,
  roundInCommit,
  saltOf,
  updateDigestOf,
} from "../support/rounds.ts";
import { allowMockToken } from "../support/roundsTokens.ts";

const COMMITMENT = id("commitment");
const TRAIN = 1n;

describe("TrainingRounds.commitUpdate", () => {
  describe("when the round does not exist", () => {
    it("reverts with TrainingRoundsUnknownRound", async () => {
      const { rounds, bob } = await loadFixture(roundInCommit);
      await expect(rounds.connect(bob).commitUpdate(2n, COMMITMENT, 2n, 0n))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsUnknownRound")
        .withArgs(2n);
    });
  });

  describe("when the commitment is zero", () => {
    it("reverts with TrainingRoundsZeroDigest", async () => {
      const { rounds, bob } = await loadFixture(roundInCommit);
      await expect(rounds.connect(bob).commitUpdate(1n, ZeroHash, 2n, 0n)).to.be.revertedWithCustomError(
        rounds,
        "TrainingRoundsZeroDigest",
      );
    });
  });

  describe("given the round is full", () => {
    it("reverts with TrainingRoundsFull", async () => {
      const world = await loadFixture(roundInCommit);
      const roundId = await openRound(world, { maxContributors: 1n });
      await commitUpdates(world, ["bob"], roundId);
      await expect(world.rounds.connect(world.carol).commitUpdate(roundId, COMMITMENT, 3n, 0n))
        .to.be.revertedWithCustomError(world.rounds, "TrainingRoundsFull")
        .withArgs(roundId, 1n);
    });
  });

  describe("given the caller committed before", () => {
    it("RND-4: reverts with TrainingRoundsAlreadyCommitted", async () => {
      const world = await loadFixture(roundInCommit);
      await commitUpdates(world, ["bob"]);
      await expect(world.rounds.connect(world.bob).commitUpdate(1n, COMMITMENT, 2n, 0n))
        .to.be.revertedWithCustomError(world.rounds, "TrainingRoundsAlreadyCommitted")
        .withArgs(1n, world.bob);
    });

    it("accepts its commitment to another round", async () => {
      const world = await loadFixture(roundInCommit);
      await commitUpdates(world, ["bob"]);
      const roundId = await openRound(world);
      await commitUpdates(world, ["bob"], roundId);
      expect((await world.rounds.roundOf(roundId)).commits).to.equal(1n);
    });
  });

  describe("RND-5: without the right to train", () => {
    it("reverts with ERC721NonexistentToken for a dataset that does not exist", async () => {
      const { rounds, datasets, bob } = await loadFixture(roundInCommit);
      await expect(rounds.connect(bob).commitUpdate(1n, COMMITMENT, 9n, 0n))
        .to.be.revertedWithCustomError(datasets, "ERC721NonexistentToken")
        .withArgs(9n);
    });

    it("reverts with TrainingRoundsNotDatasetOwner for somebody else's dataset", async () => {
      const { rounds, bob, mallory } = await loadFixture(roundInCommit);
      await expect(rounds.connect(mallory).commitUpdate(1n, COMMITMENT, 2n, 0n))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsNotDatasetOwner")
        .withArgs(2n, mallory, bob);
    });

    it("reverts with TrainingRoundsConsentWithdrawn when the owner itself withdrew consent", async () => {
      const { rounds, datasets, bob, networkHelpers } = await loadFixture(roundInCommit);
      await datasets.connect(bob).withdrawConsent(2n, ZeroHash);
      const withdrawnAt = await networkHelpers.time.latest();
      await expect(rounds.connect(bob).commitUpdate(1n, COMMITMENT, 2n, 0n))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsConsentWithdrawn")
        .withArgs(2n, withdrawnAt);
    });

    it("reverts with ERC721NonexistentToken for a license that does not exist", async () => {
      const { rounds, market, dave } = await loadFixture(roundInCommit);
      await expect(rounds.connect(dave).commitUpdate(1n, COMMITMENT, 1n, 9n))
        .to.be.revertedWithCustomError(market, "ERC721NonexistentToken")
        .withArgs(9n);
    });

    it("reverts with TrainingRoundsLicenseOfOtherAsset for a license on another dataset", async () => {
      const { rounds, dave } = await loadFixture(roundInCommit);
      await expect(rounds.connect(dave).commitUpdate(1n, COMMITMENT, 2n, 1n))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsLicenseOfOtherAsset")
        .withArgs(1n, 2n);
    });

    it("reverts with TrainingRoundsLicenseOfOtherAsset for a license on a model of that number", async () => {
      const { rounds, market, alice, dave, terms } = await loadFixture(roundInCommit);
      const modelTerms = { ...terms, kind: 1n };
      await market.connect(alice).createOffer(modelTerms, 0n);
      await market.connect(dave).buy(2n, modelTerms, 0n, dave);
      await expect(rounds.connect(dave).commitUpdate(1n, COMMITMENT, 1n, 2n))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsLicenseOfOtherAsset")
        .withArgs(2n, 1n);
    });

    it("reverts with LicenseMarketNotValid for somebody else's license", async () => {
      const { rounds, market, mallory } = await loadFixture(roundInCommit);
      await expect(rounds.connect(mallory).commitUpdate(1n, COMMITMENT, 1n, 1n))
        .to.be.revertedWithCustomError(market, "LicenseMarketNotValid")
        .withArgs(1n, mallory, TRAIN);
    });

    it("reverts with LicenseMarketNotValid for a license that does not permit TRAIN", async () => {
      const { rounds, market, alice, dave, terms } = await loadFixture(roundInCommit);
      const readingTerms = { ...terms, uses: 2n };
      await market.connect(alice).createOffer(readingTerms, 0n);
      await market.connect(dave).buy(2n, readingTerms, 0n, dave);
      await expect(rounds.connect(dave).commitUpdate(1n, COMMITMENT, 1n, 2n))
        .to.be.revertedWithCustomError(market, "LicenseMarketNotValid")
        .withArgs(2n, dave, TRAIN);
    });

    it("reverts with LicenseMarketNotValid for a revoked license", async () => {
      const { rounds, market, alice, dave } = await loadFixture(roundInCommit);
      await market.connect(alice).revoke(1n, ZeroHash);
      await expect(rounds.connect(dave).commitUpdate(1n, COMMITMENT, 1n, 1n))
        .to.be.revertedWithCustomError(market, "LicenseMarketNotValid")
        .withArgs(1n, dave, TRAIN);
    });

    it("reverts with LicenseMarketNotValid after the dataset's consent was withdrawn", async () => {
      const { rounds, market, datasets, alice, dave } = await loadFixture(roundInCommit);
      await datasets.connect(alice).withdrawConsent(1n, ZeroHash);
      await expect(rounds.connect(dave).commitUpdate(1n, COMMITMENT, 1n, 1n))
        .to.be.revertedWithCustomError(market, "LicenseMarketNotValid")
        .withArgs(1n, dave, TRAIN);
    });
  });

  describe("when the caller cannot pay the bond", () => {
    it("reverts with the token's error", async () => {
      const { rounds, token, bob } = await loadFixture(roundInCommit);
      await token.connect(bob).approve(rounds, BOND - 1n);
      await expect(rounds.connect(bob).commitUpdate(1n, COMMITMENT, 2n, 0n))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(rounds, BOND - 1n, BOND);
    });
  });

  describe("when the token keeps a part of the bond", () => {
    it("reverts with TrainingRoundsBondShort, since the whole bond is due at the reveal", async () => {
      const world = await loadFixture(roundInCommit);
      const { rounds } = world;
      const feeToken = await allowMockToken(world, "FeeOnTransferToken");
      const roundId = await openRound(world, { token: feeToken, pot: 0n, oracleFee: 0n, bond: 100n });
      await expect(rounds.connect(world.bob).commitUpdate(roundId, COMMITMENT, 2n, 0n))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsBondShort")
        .withArgs(99n, 100n);
      expect(await feeToken.balanceOf(rounds)).to.equal(0n);
    });

    it("accepts commits to a round without bonds in that token", async () => {
      const world = await loadFixture(roundInCommit);
      const feeToken = await allowMockToken(world, "FeeOnTransferToken");
      const roundId = await openRound(world, { token: feeToken, bond: 0n });
      await commitUpdates(world, ["bob"], roundId);
      expect((await world.rounds.roundOf(roundId)).commits).to.equal(1n);
    });
  });

  describe("when the caller owns the dataset", () => {
    it("stores the commitment, emits UpdateCommitted and takes the bond", async () => {
      const { rounds, token, pool, bob, ethers, networkHelpers } = await loadFixture(roundInCommit);
      const commitment = await rounds.commitmentOf(1n, bob, updateDigestOf("bob"), saltOf("bob"));
      const committing = rounds.connect(bob).commitUpdate(1n, commitment, 2n, 0n);
      await expect(committing).to.emit(rounds, "UpdateCommitted").withArgs(1n, bob, commitment, 2n, 0n);
      await expect(committing).to.changeTokenBalances(ethers, token, [bob, rounds, pool], [-BOND, BOND, 0n]);
      expect(fieldsOf(await rounds.updateOf(1n, bob))).to.deep.equal({
        digest: commitment,
        committedAt: BigInt(await networkHelpers.time.latest()),
        isRevealed: false,
        isBondReturned: false,
        isForfeitPaid: false,
        index: 0n,
        datasetId: 2n,
        licenseId: 0n,
      });
      expect((await rounds.roundOf(1n)).commits).to.equal(1n);
      expect(await rounds.datasetsOf(1n)).to.deep.equal([]);
    });

    it("accepts a retired dataset", async () => {
      const world = await loadFixture(roundInCommit);
      await world.datasets.connect(world.bob).retire(2n);
      await commitUpdates(world, ["bob"]);
      expect((await world.rounds.roundOf(1n)).commits).to.equal(1n);
    });
  });

  describe("when the caller holds a license", () => {
    it("records one use of the license, with round, version and commitment", async () => {
      const { rounds, market, token, dave, ethers } = await loadFixture(roundInCommit);
      const committing = rounds.connect(dave).commitUpdate(1n, COMMITMENT, 1n, 1n);
      await expect(committing).to.emit(rounds, "UpdateCommitted").withArgs(1n, dave, COMMITMENT, 1n, 1n);
      await expect(committing).to.emit(market, "LicenseUsed").withArgs(1n, dave, 1n, TRAIN, 1n, COMMITMENT);
      await expect(committing).to.changeTokenBalances(ethers, token, [dave, rounds], [-BOND, BOND]);
      expect((await market.licenseOf(1n)).used).to.equal(1n);
      expect((await rounds.updateOf(1n, dave)).licenseId).to.equal(1n);
    });

    it("counts although the license is revoked later", async () => {
      const world = await loadFixture(roundInCommit);
      await commitUpdates(world, ["dave"]);
      await world.market.connect(world.alice).revoke(1n, ZeroHash);
      await enterLastDay(world);
      await world.board.snapshotCommittee(1n);
      await enter(world, Phase.Reveal);
      await world.rounds.connect(world.dave).revealUpdate(1n, updateDigestOf("dave"), saltOf("dave"));
      expect((await world.rounds.updateOf(1n, world.dave)).isRevealed).to.equal(true);
    });
  });

  describe("given the round takes no bond", () => {
    it("moves no money", async () => {
      const world = await loadFixture(roundInCommit);
      const { rounds, token, bob, ethers } = world;
      const roundId = await openRound(world, { bond: 0n });
      const committing = rounds.connect(bob).commitUpdate(roundId, COMMITMENT, 2n, 0n);
      await expect(committing).to.changeTokenBalances(ethers, token, [bob, rounds], [0n, 0n]);
    });
  });
});
