import { expect } from "chai";
import { AbiCoder, id, keccak256, ZeroHash } from "ethers";
import { fieldsOf } from "../support/fieldsOf.ts";
import { loadFixture } from "../support/loadFixture.ts";
import {
  BOND,
  commitUpdates,
  enter,
  enterLastDay,
  openRound,
  Phase,
  REVENUE_SHARE_BPS,
  revealUpdates,
  roundInCommit,
  roundInReveal,
  saltOf,
  updateDigestOf,
  type World,
} from "../support/rounds.ts";

const DIGEST = updateDigestOf("bob");
const SALT = saltOf("bob");

async function toReveal(world: World, roundId = world.roundId): Promise<void> {
  await enterLastDay(world, roundId);
  await world.board.snapshotCommittee(roundId);
  await enter(world, Phase.Reveal, roundId);
}

describe("TrainingRounds.revealUpdate", () => {
  describe("when the round does not exist", () => {
    it("reverts with TrainingRoundsUnknownRound", async () => {
      const { rounds, bob } = await loadFixture(roundInReveal);
      await expect(rounds.connect(bob).revealUpdate(2n, DIGEST, SALT))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsUnknownRound")
        .withArgs(2n);
    });
  });

  describe("when the digest is zero", () => {
    it("reverts with TrainingRoundsZeroDigest", async () => {
      const { rounds, bob } = await loadFixture(roundInReveal);
      await expect(rounds.connect(bob).revealUpdate(1n, ZeroHash, SALT)).to.be.revertedWithCustomError(
        rounds,
        "TrainingRoundsZeroDigest",
      );
    });
  });

  describe("given the caller did not commit", () => {
    it("reverts with TrainingRoundsNotCommitted", async () => {
      const { rounds, mallory } = await loadFixture(roundInReveal);
      await expect(rounds.connect(mallory).revealUpdate(1n, DIGEST, SALT))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsNotCommitted")
        .withArgs(1n, mallory);
    });
  });

  describe("given the caller revealed before", () => {
    it("reverts with TrainingRoundsAlreadyRevealed", async () => {
      const world = await loadFixture(roundInReveal);
      await revealUpdates(world, ["bob"]);
      await expect(world.rounds.connect(world.bob).revealUpdate(1n, DIGEST, SALT))
        .to.be.revertedWithCustomError(world.rounds, "TrainingRoundsAlreadyRevealed")
        .withArgs(1n, world.bob);
    });
  });

  describe("when digest or salt are not what was committed to", () => {
    for (const [digest, salt] of [
      [id("other"), SALT],
      [DIGEST, id("other")],
      [SALT, DIGEST],
    ] as const) {
      it(`reverts with TrainingRoundsCommitmentMismatch (${digest.slice(0, 6)}, ${salt.slice(0, 6)})`, async () => {
        const { rounds, bob } = await loadFixture(roundInReveal);
        const actual = await rounds.commitmentOf(1n, bob, digest, salt);
        const expected = await rounds.commitmentOf(1n, bob, DIGEST, SALT);
        await expect(rounds.connect(bob).revealUpdate(1n, digest, salt))
          .to.be.revertedWithCustomError(rounds, "TrainingRoundsCommitmentMismatch")
          .withArgs(actual, expected);
      });
    }
  });

  describe("given the caller copied another contributor's commitment", () => {
    it("RND-4: reverts with TrainingRoundsCommitmentMismatch even when it knows digest and salt", async () => {
      const world = await loadFixture(roundInCommit);
      const { rounds, datasets, bob, mallory } = world;
      await commitUpdates(world, ["bob"]);
      const copied = (await rounds.updateOf(1n, bob)).digest;
      await datasets.connect(mallory).register(id("manifest"));
      await rounds.connect(mallory).commitUpdate(1n, copied, 4n, 0n);
      await toReveal(world);
      await revealUpdates(world, ["bob"]);
      await expect(rounds.connect(mallory).revealUpdate(1n, DIGEST, SALT))
        .to.be.revertedWithCustomError(rounds, "TrainingRoundsCommitmentMismatch")
        .withArgs(await rounds.commitmentOf(1n, mallory, DIGEST, SALT), copied);
    });

    it("RND-4: the same update has another commitment in another round", async () => {
      const { rounds, bob } = await loadFixture(roundInReveal);
      expect(await rounds.commitmentOf(1n, bob, DIGEST, SALT)).to.not.equal(
        await rounds.commitmentOf(2n, bob, DIGEST, SALT),
      );
    });
  });

  describe("when everything is in order", () => {
    it("stores digest and position, emits UpdateRevealed and returns the bond", async () => {
      const { rounds, token, pool, bob, ethers } = await loadFixture(roundInReveal);
      const before = await rounds.updateOf(1n, bob);
      const revealing = rounds.connect(bob).revealUpdate(1n, DIGEST, SALT);
      await expect(revealing).to.emit(rounds, "UpdateRevealed").withArgs(1n, bob, 0n, DIGEST);
      await expect(revealing).to.changeTokenBalances(ethers, token, [bob, rounds, pool], [BOND, -BOND, 0n]);
      expect(fieldsOf(await rounds.updateOf(1n, bob))).to.deep.equal({
        ...fieldsOf(before),
        digest: DIGEST,
        isRevealed: true,
        isBondReturned: true,
        index: 0n,
      });
      expect((await rounds.roundOf(1n)).reveals).to.equal(1n);
    });

    it("numbers the contributors and chains their addresses in the order of their reveals", async () => {
      const world = await loadFixture(roundInReveal);
      const { rounds, bob, carol, dave } = world;
      await revealUpdates(world, ["dave", "bob", "carol"]);
      let chain = ZeroHash;
      for (const [index, contributor] of [dave, bob, carol].entries()) {
        expect((await rounds.updateOf(1n, contributor)).index).to.equal(index);
        chain = keccak256(AbiCoder.defaultAbiCoder().encode(["bytes32", "address"], [chain, contributor.address]));
      }
      expect(await rounds.contributorsHashOf(1n, 0n)).to.equal(chain);
      expect(await rounds.contributorsHashOf(1n, 1n)).to.equal(ZeroHash);
    });

    it("names each dataset of the round once", async () => {
      const world = await loadFixture(roundInCommit);
      const { rounds, datasets, alice } = world;
      await commitUpdates(world);
      // dave trains on alice's dataset by license, alice as its owner.
      const commitment = await rounds.commitmentOf(1n, alice, DIGEST, SALT);
      await rounds.connect(alice).commitUpdate(1n, commitment, 1n, 0n);
      await toReveal(world);
      await revealUpdates(world);
      await rounds.connect(alice).revealUpdate(1n, DIGEST, SALT);
      expect(await rounds.datasetsOf(1n)).to.deep.equal([2n, 3n, 1n]);
      expect(await rounds.withdrawnDatasetsOf(1n)).to.deep.equal([]);
      await datasets.connect(alice).withdrawConsent(1n, ZeroHash);
      await datasets.connect(world.bob).withdrawConsent(2n, ZeroHash);
      expect(await rounds.withdrawnDatasetsOf(1n)).to.deep.equal([2n, 1n]);
    });
  });

  describe("given the license shares revenue with the dataset", () => {
    it("records the share in the pool", async () => {
      const { rounds, pool, dave } = await loadFixture(roundInReveal);
      await expect(rounds.connect(dave).revealUpdate(1n, updateDigestOf("dave"), saltOf("dave")))
        .to.emit(pool, "RevenueShareRecorded")
        .withArgs(1n, dave, 1n, REVENUE_SHARE_BPS);
      expect((await pool.accountOf(1n)).hasRevenueShares).to.equal(true);
    });
  });

  describe("given the update was trained on an own dataset, or under a license without a share", () => {
    it("records no share", async () => {
      const world = await loadFixture(roundInCommit);
      const { rounds, pool, market, alice, dave, terms } = world;
      const freeTerms = { ...terms, revenueShareBps: 0n };
      await market.connect(alice).createOffer(freeTerms, 0n);
      await market.connect(dave).buy(2n, freeTerms, 0n, dave);
      const commitment = await rounds.commitmentOf(1n, dave, DIGEST, SALT);
      await rounds.connect(dave).commitUpdate(1n, commitment, 1n, 2n);
      await commitUpdates(world, ["bob"]);
      await toReveal(world);
      await expect(rounds.connect(dave).revealUpdate(1n, DIGEST, SALT)).to.not.emit(pool, "RevenueShareRecorded");
      await expect(rounds.connect(world.bob).revealUpdate(1n, DIGEST, SALT)).to.not.emit(pool, "RevenueShareRecorded");
      expect((await pool.accountOf(1n)).hasRevenueShares).to.equal(false);
    });
  });

  describe("given the round takes no bond", () => {
    it("moves no money", async () => {
      const world = await loadFixture(roundInCommit);
      const roundId = await openRound(world, { bond: 0n });
      await commitUpdates(world, ["bob"], roundId);
      await toReveal(world, roundId);
      const revealing = world.rounds.connect(world.bob).revealUpdate(roundId, DIGEST, SALT);
      await expect(revealing).to.changeTokenBalances(world.ethers, world.token, [world.bob, world.rounds], [0n, 0n]);
    });
  });
});
