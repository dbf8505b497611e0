import { expect } from "chai";
import { id } from "ethers";
import { CHUNK_SIZE, encodeScores, vectorHashOf } from "../../src/scoring/scoreVector.ts";
import { boardOverMock, type CrowdBallot, contributorsOf, crowdColumnsOf, playCrowd } from "../support/crowds.ts";
import { loadFixture } from "../support/loadFixture.ts";
import {
  AGGREGATE,
  columnsOf,
  commitBallots,
  DISSENT,
  enter,
  Phase,
  revealBallots,
  roundInScoreCommit,
  SCORES,
  STAKES,
  settledRound,
  settledRoundWithDissent,
} from "../support/rounds.ts";

const DISAGREEMENT = 1_200_000_000n;

describe("ScoreBoard.assessDissent", () => {
  describe("when there is no such seat", () => {
    it("reverts with ScoreBoardUnknownSeat", async () => {
      const world = await loadFixture(settledRoundWithDissent);
      const columns = columnsOf(world, world.ballots.slice(2));
      await expect(world.board.assessDissent(1n, 3n, columns, columns))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardUnknownSeat")
        .withArgs(1n, 3n, 3n);
    });
  });

  describe("given the member agreed", () => {
    it("reverts with ScoreBoardNothingToAssess", async () => {
      const world = await loadFixture(settledRound);
      const columns = columnsOf(world, [{ oracle: world.oscar }]);
      await expect(world.board.assessDissent(1n, 2n, columns, columns))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardNothingToAssess")
        .withArgs(1n, 2n);
    });
  });

  describe("given the member was assessed before", () => {
    it("reverts with ScoreBoardNothingToAssess", async () => {
      const world = await loadFixture(settledRoundWithDissent);
      const [own, common] = [columnsOf(world, world.ballots.slice(2)), columnsOf(world, world.ballots.slice(0, 1))];
      await world.board.assessDissent(1n, 2n, own, common);
      await expect(world.board.assessDissent(1n, 2n, own, common))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardNothingToAssess")
        .withArgs(1n, 2n);
    });
  });

  describe("given the member revealed nothing, or that the slices are void", () => {
    for (const isVoid of [false, true]) {
      it(`reverts with ScoreBoardNothingToAssess: ${isVoid ? "void" : "silent"}`, async () => {
        const world = await loadFixture(roundInScoreCommit);
        const { board, olga, otto, oscar } = world;
        const ballots = [{ oracle: olga }, { oracle: otto }, { oracle: oscar, isVoid }];
        await commitBallots(world, ballots);
        await enter(world, Phase.ScoreReveal);
        await revealBallots(world, isVoid ? ballots : ballots.slice(0, 2));
        await enter(world, Phase.Settling);
        await board.settle(1n, columnsOf(world, ballots.slice(0, 1)));
        const columns = columnsOf(world, ballots.slice(0, 1));
        await expect(board.assessDissent(1n, 2n, columns, columns))
          .to.be.revertedWithCustomError(board, "ScoreBoardNothingToAssess")
          .withArgs(1n, 2n);
      });
    }
  });

  describe("when the member's vector has not one score a contributor", () => {
    it("reverts with ScoreBoardBadLength", async () => {
      const world = await loadFixture(settledRoundWithDissent);
      const { board, oscar, ballots } = world;
      const common = columnsOf(world, ballots.slice(0, 1));
      const short = columnsOf(world, [{ oracle: oscar, scores: DISSENT.slice(0, 2) }]);
      for (const [own, other, length] of [
        [short, short, 2n],
        [short, common, 3n],
        [common, short, 2n],
      ] as const) {
        await expect(board.assessDissent(1n, 2n, own, other))
          .to.be.revertedWithCustomError(board, "ScoreBoardBadLength")
          .withArgs(1n, 0n, length, 3n);
      }
    });

    it("panics without any vector", async () => {
      const world = await loadFixture(settledRoundWithDissent);
      const common = columnsOf(world, world.ballots.slice(0, 1));
      await expect(world.board.assessDissent(1n, 2n, columnsOf(world, []), common)).to.be.revertedWithPanic(0x32);
    });
  });

  describe("when the vectors are not the member's and the common one", () => {
    it("reverts with ScoreBoardCommitmentMismatch", async () => {
      const world = await loadFixture(settledRoundWithDissent);
      const { board, oscar, ethers } = world;
      const [own, common] = [columnsOf(world, world.ballots.slice(2)), columnsOf(world, world.ballots.slice(0, 1))];
      const sealed = (scores: readonly number[]) =>
        ethers.keccak256(
          ethers.AbiCoder.defaultAbiCoder().encode(
            ["bytes32", "bytes32"],
            [vectorHashOf(encodeScores(scores)), AGGREGATE],
          ),
        );
      const other = columnsOf(world, [{ oracle: oscar, scores: [1, 2, 3] }]);
      await expect(board.assessDissent(1n, 2n, other, common))
        .to.be.revertedWithCustomError(board, "ScoreBoardCommitmentMismatch")
        .withArgs(sealed([1, 2, 3]), sealed(DISSENT));
      await expect(board.assessDissent(1n, 2n, own, other))
        .to.be.revertedWithCustomError(board, "ScoreBoardCommitmentMismatch")
        .withArgs(sealed([1, 2, 3]), sealed(SCORES));
      await expect(board.assessDissent(1n, 2n, common, common))
        .to.be.revertedWithCustomError(board, "ScoreBoardCommitmentMismatch")
        .withArgs(sealed(SCORES), sealed(DISSENT));
    });
  });

  describe("given the member dissented from the common vector", () => {
    it("stores its disagreement and emits DissentAssessed, whoever calls", async () => {
      const world = await loadFixture(settledRoundWithDissent);
      const { board, token, oscar, mallory, ethers } = world;
      const [own, common] = [columnsOf(world, world.ballots.slice(2)), columnsOf(world, world.ballots.slice(0, 1))];
      const assessing = board.connect(mallory).assessDissent(1n, 2n, own, common);
      await expect(assessing).to.emit(board, "DissentAssessed").withArgs(1n, oscar, DISAGREEMENT);
      await expect(assessing).to.changeTokenBalances(ethers, token, [board, oscar, mallory], [0n, 0n, 0n]);
      const member = (await board.membersOf(1n))[2]!;
      expect(member.disagreement).to.equal(DISAGREEMENT);
      expect(member.isAssessed).to.equal(true);
    });

    it("finds no distance when only the aggregate differs", async () => {
      const world = await loadFixture(roundInScoreCommit);
      const { board, olga, otto, oscar } = world;
      const ballots = [{ oracle: olga }, { oracle: otto }, { oracle: oscar, aggregateDigest: id("other") }];
      await commitBallots(world, ballots);
      await enter(world, Phase.ScoreReveal);
      await revealBallots(world, ballots);
      await enter(world, Phase.Settling);
      await board.settle(1n, columnsOf(world, ballots.slice(0, 1)));
      await expect(
        board.assessDissent(1n, 2n, columnsOf(world, ballots.slice(2)), columnsOf(world, ballots.slice(0, 1))),
      )
        .to.emit(board, "DissentAssessed")
        .withArgs(1n, oscar, 0n);
    });
  });

  describe("given more than 1024 contributors", () => {
    const COUNT = CHUNK_SIZE + 76;
    const contributors = contributorsOf(COUNT);
    const common = contributors.map((_, i) => 1_000 + i);
    const dissent = contributors.map((_, i) => 2_000 - i);
    const distance = common.reduce((sum, score, i) => sum + Math.abs(score - dissent[i]!), 0);

    /** Settled by the vector of two oracles; a third dissents. */
    async function largeRoundWithDissent() {
      const world = await boardOverMock();
      const [a, b, c] = world.oracles;
      const ballots: CrowdBallot[] = [
        { oracle: a!, stake: STAKES[0], scores: common },
        { oracle: b!, stake: STAKES[1], scores: common },
        { oracle: c!, stake: STAKES[2], scores: dissent },
      ];
      await playCrowd(world, { roundId: 1n, modelId: 1n, contributors, ballots });
      await world.board.settle(1n, crowdColumnsOf(contributors, ballots.slice(0, 1)));
      return { ...world, ballots };
    }

    it("SCO-6: adds up whole chunks, as one call does", async () => {
      const found: bigint[] = [];
      for (const parts of [[COUNT], [CHUNK_SIZE, COUNT]]) {
        const { board, ballots } = await loadFixture(largeRoundWithDissent);
        let first = 0;
        for (const last of parts) {
          const own = crowdColumnsOf(contributors, ballots.slice(2), first, last);
          await board.assessDissent(1n, 2n, own, crowdColumnsOf(contributors, ballots.slice(0, 1), first, last));
          expect((await board.membersOf(1n))[2]!.isAssessed).to.equal(last === COUNT);
          first = last;
        }
        found.push((await board.membersOf(1n))[2]!.disagreement);
      }
      expect(found).to.deep.equal([BigInt(distance), BigInt(distance)]);
    });

    it("reverts with ScoreBoardBadLength when the common vector is cut short, whatever bytes follow it", async () => {
      const { board, ballots } = await loadFixture(largeRoundWithDissent);
      const own = crowdColumnsOf(contributors, ballots.slice(2));
      for (const length of [0, CHUNK_SIZE]) {
        const cut = crowdColumnsOf(contributors, ballots.slice(0, 1), 0, length);
        await expect(board.assessDissent(1n, 2n, own, { ...cut, contributors: "0x" }))
          .to.be.revertedWithCustomError(board, "ScoreBoardBadLength")
          .withArgs(1n, 0n, length, COUNT);
      }
      expect((await board.membersOf(1n))[2]!.isAssessed).to.equal(false);
    });
  });
});
