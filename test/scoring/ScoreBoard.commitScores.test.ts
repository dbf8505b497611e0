import { expect } from "chai";
import { AbiCoder, id, keccak256, ZeroHash } from "ethers";
import { loadFixture } from "../support/loadFixture.ts";
import {
  enter,
  openSlices,
  Phase,
  revealUpdates,
  roundBeforeSnapshot,
  roundInScoreCommit,
  TOTAL_STAKE,
} from "../support/rounds.ts";

const COMMITMENT = id("commitment");

describe("ScoreBoard.commitScores", () => {
  describe("when the commitment is zero", () => {
    it("reverts with ScoreBoardZeroCommitment", async () => {
      const { board, olga } = await loadFixture(roundInScoreCommit);
      await expect(board.connect(olga).commitScores(1n, 0n, ZeroHash)).to.be.revertedWithCustomError(
        board,
        "ScoreBoardZeroCommitment",
      );
    });
  });

  describe("when the seat is not the caller's", () => {
    it("reverts with ScoreBoardNotMember", async () => {
      const { board, olga, mallory } = await loadFixture(roundInScoreCommit);
      for (const [caller, seat] of [
        [mallory, 0n],
        [olga, 1n],
      ] as const) {
        await expect(board.connect(caller).commitScores(1n, seat, COMMITMENT))
          .to.be.revertedWithCustomError(board, "ScoreBoardNotMember")
          .withArgs(1n, seat, caller);
      }
    });
  });

  describe("when there is no such seat", () => {
    it("reverts with ScoreBoardUnknownSeat", async () => {
      const { board, olga } = await loadFixture(roundInScoreCommit);
      await expect(board.connect(olga).commitScores(1n, 3n, COMMITMENT))
        .to.be.revertedWithCustomError(board, "ScoreBoardUnknownSeat")
        .withArgs(1n, 3n, 3n);
    });
  });

  describe("given the member committed to an update after the snapshot", () => {
    it("SCO-5: reverts with ScoreBoardMemberContributed", async () => {
      const world = await loadFixture(roundBeforeSnapshot);
      const { board, rounds, datasets, olga } = world;
      await board.snapshotCommittee(1n);
      await datasets.connect(olga).register(id("manifest"));
      await rounds.connect(olga).commitUpdate(1n, id("update"), 4n, 0n);
      await enter(world, Phase.Reveal);
      await revealUpdates(world);
      await enter(world, Phase.Opening);
      await openSlices(world);
      await enter(world, Phase.ScoreCommit);
      await expect(board.connect(olga).commitScores(1n, 0n, COMMITMENT))
        .to.be.revertedWithCustomError(board, "ScoreBoardMemberContributed")
        .withArgs(1n, olga);
      expect((await board.committeeOf(1n)).totalStake).to.equal(TOTAL_STAKE);
    });
  });

  describe("when a member commits", () => {
    it("stores the commitment and emits ScoresCommitted", async () => {
      const { board, token, olga, ethers } = await loadFixture(roundInScoreCommit);
      const committing = board.connect(olga).commitScores(1n, 0n, COMMITMENT);
      await expect(committing).to.emit(board, "ScoresCommitted").withArgs(1n, olga, COMMITMENT);
      await expect(committing).to.changeTokenBalances(ethers, token, [olga, board], [0n, 0n]);
      const member = (await board.membersOf(1n))[0]!;
      expect(member.isCommitted).to.equal(true);
      expect(member.sealedHash).to.equal(COMMITMENT);
      expect(member.isRevealed).to.equal(false);
      expect((await board.committeeOf(1n)).revealedStake).to.equal(0n);
    });

    it("SCO-1: replaces its earlier commitment", async () => {
      const { board, olga } = await loadFixture(roundInScoreCommit);
      await board.connect(olga).commitScores(1n, 0n, COMMITMENT);
      await board.connect(olga).commitScores(1n, 0n, id("second thoughts"));
      expect((await board.membersOf(1n))[0]!.sealedHash).to.equal(id("second thoughts"));
    });

    it("still may after it left its seat", async () => {
      const { board, olga } = await loadFixture(roundInScoreCommit);
      await board.connect(olga).leaveSeat(1n);
      await expect(board.connect(olga).commitScores(1n, 0n, COMMITMENT)).to.emit(board, "ScoresCommitted");
    });
  });

  it("commitmentOf binds domain, chain, contract, round, oracle, vector, aggregate and salt", async () => {
    const { board, olga, ethers } = await loadFixture(roundInScoreCommit);
    const { chainId } = await ethers.provider.getNetwork();
    const expected = keccak256(
      AbiCoder.defaultAbiCoder().encode(
        ["bytes32", "uint256", "address", "uint256", "address", "bytes32", "bytes32", "bytes32"],
        [
          id("commonweights.ScoreBoard.scores.v1"),
          chainId,
          await board.getAddress(),
          1n,
          olga.address,
          id("vector"),
          id("aggregate"),
          id("salt"),
        ],
      ),
    );
    expect(await board.commitmentOf(1n, olga, id("vector"), id("aggregate"), id("salt"))).to.equal(expected);
  });
});
