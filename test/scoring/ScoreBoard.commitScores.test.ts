import { expect } from "chai";
import { AbiCoder, id, keccak256, ZeroHash } from "ethers";
import { loadFixture } from "../support/loadFixture.ts";
import {
  commitBallots,
  commitUpdates,
  enter,
  enterLastDay,
  Failure,
  openRound,
  openSlices,
  Phase,
  revealUpdates,
  roundBeforeSnapshot,
  roundInScoreCommit,
  saltOf,
  TOTAL_STAKE,
  updateDigestOf,
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

  describe("given the member contributed to the round after the snapshot", () => {
    it("SCO-5: reverts with ScoreBoardMemberContributed, whether or not it revealed its update", async () => {
      const world = await loadFixture(roundOfContributingMembers);
      const { board, olga, otto, oscar } = world;
      for (const [seat, member] of [olga, otto].entries()) {
        await expect(board.connect(member).commitScores(1n, seat, COMMITMENT))
          .to.be.revertedWithCustomError(board, "ScoreBoardMemberContributed")
          .withArgs(1n, member);
        expect((await board.membersOf(1n))[seat]!.isCommitted).to.equal(false);
      }
      await expect(board.connect(oscar).commitScores(1n, 2n, COMMITMENT))
        .to.emit(board, "ScoresCommitted")
        .withArgs(1n, oscar, COMMITMENT);
    });

    it("keeps its stake in the total, but cannot be slashed for a silence it had no choice in", async () => {
      const world = await loadFixture(roundOfContributingMembers);
      const { board, rounds } = world;
      expect((await board.committeeOf(1n)).totalStake).to.equal(TOTAL_STAKE);
      await commitBallots(world, [{ oracle: world.oscar }]);
      await enter(world, Phase.Settling);
      for (const seat of [0n, 1n]) {
        await expect(board.slashSilent(1n, seat))
          .to.be.revertedWithCustomError(board, "ScoreBoardNotSilent")
          .withArgs(1n, seat);
      }
      expect(await rounds.failureOf(1n)).to.equal(Failure.NoQuorum);
    });

    it("scores other rounds of the model", async () => {
      const world = await loadFixture(roundOfContributingMembers);
      const { board, olga } = world;
      const roundId = await openRound(world);
      await commitUpdates(world, ["bob"], roundId);
      await enterLastDay(world, roundId);
      await board.snapshotCommittee(roundId);
      await enter(world, Phase.Reveal, roundId);
      await revealUpdates(world, ["bob"], roundId);
      await enter(world, Phase.Opening, roundId);
      await openSlices(world, roundId);
      await enter(world, Phase.ScoreCommit, roundId);
      await expect(board.connect(olga).commitScores(roundId, 0n, COMMITMENT)).to.emit(board, "ScoresCommitted");
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

/** olga and otto contributed once they were on the committee; olga revealed her update, otto did not. In ScoreCommit. */
async function roundOfContributingMembers() {
  const world = await roundBeforeSnapshot();
  const { board, rounds, datasets, olga, otto } = world;
  await board.snapshotCommittee(1n);
  for (const [name, member, datasetId] of [
    ["olga", olga, 4n],
    ["otto", otto, 5n],
  ] as const) {
    await datasets.connect(member).register(id("manifest"));
    const commitment = await rounds.commitmentOf(1n, member, updateDigestOf(name), saltOf(name));
    await rounds.connect(member).commitUpdate(1n, commitment, datasetId, 0n);
  }
  await enter(world, Phase.Reveal);
  await revealUpdates(world);
  await rounds.connect(olga).revealUpdate(1n, updateDigestOf("olga"), saltOf("olga"));
  await enter(world, Phase.Opening);
  await openSlices(world);
  await enter(world, Phase.ScoreCommit);
  return world;
}
