import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { CHUNK_SIZE, encodeScores, vectorHashOf } from "../../src/scoring/scoreVector.ts";
import {
  boardOverMock,
  type CrowdWorld,
  contributorsOf,
  crowdCommitmentOf,
  hashesOf,
  openCrowd,
  playCrowd,
  revealCrowdBallot,
} from "../support/crowds.ts";
import { loadFixture } from "../support/loadFixture.ts";
import {
  AGGREGATE,
  columnsOf,
  commitBallots,
  commitmentOf,
  DISSENT,
  enter,
  Phase,
  packedOf,
  revealBallots,
  roundInScoreCommit,
  roundInScoreReveal,
  SCORES,
  STAKES,
  saltOf,
  settledRootOf,
  treeOf,
  type World,
} from "../support/rounds.ts";

const PACKED = packedOf({});

type Oracle = World["olga"];

function reveal({ board, olga }: World, { seat = 0n, scores = PACKED, digest = AGGREGATE, salt = "" } = {}) {
  return board.connect(olga).revealScores(1n, seat, scores, [], digest, salt || saltOf(olga.address));
}

describe("ScoreBoard.revealScores", () => {
  describe("when the seat is not the caller's", () => {
    it("reverts with ScoreBoardNotMember", async () => {
      const world = await loadFixture(roundInScoreReveal);
      await expect(reveal(world, { seat: 1n }))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardNotMember")
        .withArgs(1n, 1n, world.olga);
    });
  });

  describe("when there is no such seat", () => {
    it("reverts with ScoreBoardUnknownSeat", async () => {
      const world = await loadFixture(roundInScoreReveal);
      await expect(reveal(world, { seat: 3n }))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardUnknownSeat")
        .withArgs(1n, 3n, 3n);
    });
  });

  describe("given the member did not commit", () => {
    it("reverts with ScoreBoardNotCommitted", async () => {
      const world = await loadFixture(roundInScoreCommit);
      await enter(world, Phase.ScoreReveal);
      await expect(reveal(world)).to.be.revertedWithCustomError(world.board, "ScoreBoardNotCommitted").withArgs(1n, 0n);
    });
  });

  describe("given the member revealed before", () => {
    it("reverts with ScoreBoardAlreadyRevealed", async () => {
      const world = await loadFixture(roundInScoreReveal);
      await reveal(world);
      await expect(reveal(world))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardAlreadyRevealed")
        .withArgs(1n, 0n);
    });
  });

  describe("when the vector has not one score a contributor", () => {
    for (const [name, scores, length] of [
      ["is empty", "0x", 0n],
      ["is too short", encodeScores([1, 2]), 2n],
      ["is too long", encodeScores([1, 2, 3, 4]), 4n],
      ["ends inside a score", `${PACKED}00`, 3n],
    ] as const) {
      it(`reverts with ScoreBoardBadLength: ${name}`, async () => {
        const world = await loadFixture(roundInScoreReveal);
        await expect(reveal(world, { scores }))
          .to.be.revertedWithCustomError(world.board, "ScoreBoardBadLength")
          .withArgs(1n, 0n, length, 3n);
      });
    }
  });

  describe("when vector, aggregate or salt are not what was committed to", () => {
    for (const [name, change] of [
      ["vector", { scores: encodeScores(DISSENT) }],
      ["aggregate", { digest: id("other") }],
      ["salt", { salt: id("other") }],
    ] as const) {
      it(`SCO-4: reverts with ScoreBoardCommitmentMismatch: ${name}`, async () => {
        const world = await loadFixture(roundInScoreReveal);
        const { board, olga } = world;
        const { scores, digest, salt } = { scores: PACKED, digest: AGGREGATE, salt: saltOf(olga.address), ...change };
        const actual = await board.commitmentOf(1n, olga, vectorHashOf(scores), digest, salt);
        await expect(reveal(world, change))
          .to.be.revertedWithCustomError(board, "ScoreBoardCommitmentMismatch")
          .withArgs(actual, await commitmentOf(world, { oracle: olga }));
      });
    }
  });

  describe("given the member copied another oracle's commitment", () => {
    it("RND-4: reverts with ScoreBoardCommitmentMismatch even when it knows vector, aggregate and salt", async () => {
      const world = await loadFixture(roundInScoreCommit);
      const { board, olga, oscar } = world;
      await commitBallots(world, [{ oracle: olga }]);
      const copied = (await board.membersOf(1n))[0]!.sealedHash;
      await board.connect(oscar).commitScores(1n, 2n, copied);
      await enter(world, Phase.ScoreReveal);
      await revealBallots(world, [{ oracle: olga }]);
      const salt = saltOf(olga.address);
      await expect(board.connect(oscar).revealScores(1n, 2n, PACKED, [], AGGREGATE, salt))
        .to.be.revertedWithCustomError(board, "ScoreBoardCommitmentMismatch")
        .withArgs(await board.commitmentOf(1n, oscar, vectorHashOf(PACKED), AGGREGATE, salt), copied);
    });
  });

  describe("when the scores sum to more than the whole pot", () => {
    for (const scores of [
      [500_000_000, 500_000_000, 1],
      [4_294_967_295, 4_294_967_295, 4_294_967_295],
    ]) {
      it(`SCO-4: reverts with ScoreBoardScoresAboveWhole: ${scores}`, async () => {
        const world = await loadFixture(roundInScoreCommit);
        await commitBallots(world, [{ oracle: world.olga, scores }]);
        await enter(world, Phase.ScoreReveal);
        const sum = scores.reduce((a, b) => a + b, 0);
        await expect(reveal(world, { scores: encodeScores(scores) }))
          .to.be.revertedWithCustomError(world.board, "ScoreBoardScoresAboveWhole")
          .withArgs(sum, 1_000_000_000n);
        const member = (await world.board.membersOf(1n))[0]!;
        expect(member.isRevealed).to.equal(false);
        expect((await world.board.committeeOf(1n)).revealedStake).to.equal(0n);
      });
    }

    it("SCO-4: weighs nothing in the settlement, and its oracle is slashed as silent", async () => {
      const world = await loadFixture(roundInScoreCommit);
      const { board, pool, olga, otto, oscar } = world;
      const scores = [1_000_000_000, 1_000_000_000, 1_000_000_000];
      const honest = [{ oracle: olga }, { oracle: otto }];
      await commitBallots(world, [...honest, { oracle: oscar, scores }]);
      await enter(world, Phase.ScoreReveal);
      await revealBallots(world, honest);
      const revealing = board
        .connect(oscar)
        .revealScores(1n, 2n, encodeScores(scores), [], AGGREGATE, saltOf(oscar.address));
      await expect(revealing)
        .to.be.revertedWithCustomError(board, "ScoreBoardScoresAboveWhole")
        .withArgs(3_000_000_000n, 1_000_000_000n);
      await enter(world, Phase.Settling);
      await board.settle(1n, columnsOf(world, honest.slice(0, 1)));
      expect(await settledRootOf(pool, 1n)).to.equal((await treeOf(world, SCORES)).root);
      await expect(board.claimFee(1n, 2n))
        .to.be.revertedWithCustomError(board, "ScoreBoardNothingToPay")
        .withArgs(1n, 2n);
      await expect(board.slashSilent(1n, 2n))
        .to.emit(board, "SilenceSlashed")
        .withArgs(1n, oscar, STAKES[2] / 10n);
    });

    it("accepts exactly the whole pot, and nothing at all", async () => {
      const world = await loadFixture(roundInScoreCommit);
      const ballots = [
        { oracle: world.olga, scores: [1_000_000_000, 0, 0] },
        { oracle: world.otto, scores: [0, 0, 0] },
      ];
      await commitBallots(world, ballots);
      await enter(world, Phase.ScoreReveal);
      await revealBallots(world, ballots);
      const members = await world.board.membersOf(1n);
      expect(members.map(({ scoreSum }) => scoreSum)).to.deep.equal([1_000_000_000n, 0n, 0n]);
    });
  });

  describe("when a member reveals what it committed to", () => {
    it("stores the sealed vector, counts the stake and emits ScoresRevealed", async () => {
      const world = await loadFixture(roundInScoreReveal);
      const { board, rounds, token, olga, ethers } = world;
      const revealing = reveal(world);
      await expect(revealing).to.emit(board, "ScoresRevealed").withArgs(1n, olga, vectorHashOf(PACKED), AGGREGATE);
      await expect(revealing).to.not.emit(rounds, "QuorumReached");
      await expect(revealing).to.changeTokenBalances(ethers, token, [olga, board], [0n, 0n]);
      const member = (await board.membersOf(1n))[0]!;
      const sealed = ethers.AbiCoder.defaultAbiCoder().encode(
        ["bytes32", "bytes32"],
        [vectorHashOf(PACKED), AGGREGATE],
      );
      expect(member.isRevealed).to.equal(true);
      expect(member.isVoid).to.equal(false);
      expect(member.sealedHash).to.equal(ethers.keccak256(sealed));
      expect(member.scoreSum).to.equal(SCORES.reduce((a, b) => a + b, 0));
      expect((await board.committeeOf(1n)).revealedStake).to.equal(STAKES[0]);
    });

    it("records the quorum once, with the reveal that reaches it", async () => {
      const world = await loadFixture(roundInScoreReveal);
      const { board, rounds, otto, oscar } = world;
      await reveal(world);
      for (const [seat, oracle, isReached] of [
        [1n, otto, true],
        [2n, oscar, false],
      ] as const) {
        const revealing = board.connect(oracle).revealScores(1n, seat, PACKED, [], AGGREGATE, saltOf(oracle.address));
        if (isReached) await expect(revealing).to.emit(rounds, "QuorumReached").withArgs(1n);
        else await expect(revealing).to.not.emit(rounds, "QuorumReached");
      }
      expect((await rounds.roundOf(1n)).hasQuorum).to.equal(true);
    });

    it("takes the quorum of the snapshot, rounded up to whole units of stake", async () => {
      for (const [third, isReached] of [
        [3_333n * 10n ** 18n, true],
        [3_333n * 10n ** 18n + 1n, false],
      ] as const) {
        // 66.67 % of 10,000 tokens are the two that reveal; of one unit more, they lack a fraction of a unit.
        const world = await loadFixture(boardOverMock);
        const [first, second, silent] = world.oracles as [Oracle, Oracle, Oracle];
        const ballots = [
          { oracle: first, stake: 3_667n * 10n ** 18n, scores: [1] },
          { oracle: second, stake: 3_000n * 10n ** 18n, scores: [1] },
          { oracle: silent, stake: third },
        ];
        await playCrowd(world, { roundId: 1n, modelId: 1n, contributors: contributorsOf(1), ballots });
        expect((await world.roundsMock.roundOf(1n)).hasQuorum).to.equal(isReached);
      }
    });
  });

  describe("given more than 1024 contributors", () => {
    const COUNT = 2 * CHUNK_SIZE + 100;
    const scores = Array.from({ length: COUNT }, (_, i) => i * 400);
    const packed = encodeScores(scores);
    const hashes = hashesOf(scores);

    /** Three oracles, of which the first committed to `scores`. */
    async function largeRound() {
      const world = await boardOverMock();
      const [first] = world.oracles;
      for (const oracle of world.oracles.slice(0, 3)) await world.board.connect(oracle).takeSeat(1n, STAKES[0]);
      await openCrowd(world, { roundId: 1n, modelId: 1n, contributors: contributorsOf(COUNT), ballots: [] });
      await world.board.snapshotCommittee(1n);
      await world.roundsMock.setPhase(1n, Phase.ScoreCommit);
      const ballot = { oracle: first!, stake: STAKES[0], scores };
      await world.board.connect(first!).commitScores(1n, 0n, await crowdCommitmentOf(world, 1n, ballot));
      await world.roundsMock.setPhase(1n, Phase.ScoreReveal);
      return { ...world, ballot };
    }

    const part = (from: number, to: number) => `0x${packed.slice(2 + 8 * from, 2 + 8 * to)}`;
    const revealPart = ({ board, oracles }: CrowdWorld, from: number, to: number, chunkHashes = hashes) =>
      board.connect(oracles[0]!).revealScores(1n, 0n, part(from, to), chunkHashes, ZeroHash, id("salt"));

    it("SCO-6: whole chunks from where the last call stopped end where one call ends", async () => {
      const at: unknown[] = [];
      for (const chunksPerCall of [1, 2, 3]) {
        const world = await loadFixture(largeRound);
        await revealCrowdBallot(world, 1n, 0, world.ballot, chunksPerCall);
        at.push((await world.board.membersOf(1n))[0], await world.board.committeeOf(1n));
      }
      expect(at[0]).to.deep.equal(at[2]).and.to.deep.equal(at[4]);
      expect(at[1]).to.deep.equal(at[3]).and.to.deep.equal(at[5]);
    });

    it("counts nothing until the last chunk", async () => {
      const world = await loadFixture(largeRound);
      await expect(revealPart(world, 0, 2 * CHUNK_SIZE)).to.not.emit(world.board, "ScoresRevealed");
      const member = (await world.board.membersOf(1n))[0]!;
      expect(member.isRevealed).to.equal(false);
      expect(member.chunks).to.equal(2n);
      expect((await world.board.committeeOf(1n)).revealedStake).to.equal(0n);
      await expect(revealPart(world, 2 * CHUNK_SIZE, COUNT)).to.emit(world.board, "ScoresRevealed");
    });

    it("reverts with ScoreBoardBadLength for a part that is not whole chunks", async () => {
      const world = await loadFixture(largeRound);
      await expect(revealPart(world, 0, CHUNK_SIZE + 1))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardBadLength")
        .withArgs(1n, 0n, CHUNK_SIZE + 1, COUNT);
    });

    it("reverts with ScoreBoardChunkMismatch for the wrong chunk, or the wrong hash of it", async () => {
      const world = await loadFixture(largeRound);
      await revealPart(world, 0, CHUNK_SIZE);
      await expect(revealPart(world, 0, CHUNK_SIZE))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardChunkMismatch")
        .withArgs(1n, hashes[0], hashes[1]);
      const others = [hashes[0]!, id("other"), hashes[2]!];
      await expect(revealPart(world, CHUNK_SIZE, 2 * CHUNK_SIZE, others))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardChunkMismatch")
        .withArgs(1n, hashes[1], id("other"));
    });

    it("reverts with ScoreBoardChunkMismatch when hashes are missing", async () => {
      const world = await loadFixture(largeRound);
      await expect(revealPart(world, 0, CHUNK_SIZE, hashes.slice(0, 2)))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardChunkMismatch")
        .withArgs(2n, ZeroHash, `0x${"0".repeat(63)}3`);
    });

    it("reverts with ScoreBoardCommitmentMismatch when the hashes are of another vector", async () => {
      const world = await loadFixture(largeRound);
      const others = [hashes[0]!, hashes[1]!, id("other")];
      await expect(revealPart(world, 0, CHUNK_SIZE, others)).to.be.revertedWithCustomError(
        world.board,
        "ScoreBoardCommitmentMismatch",
      );
    });

    it("SCO-4: adds the chunks up: a vector whose sum passes the whole pot in a later chunk is void", async () => {
      const world = await loadFixture(largeRound);
      const heavy = scores.map((_, i) => (i === 0 || i === COUNT - 1 ? 600_000_000 : 0));
      const ballot = { ...world.ballot, scores: heavy };
      await world.roundsMock.setPhase(1n, Phase.ScoreCommit);
      await world.board.connect(ballot.oracle).commitScores(1n, 0n, await crowdCommitmentOf(world, 1n, ballot));
      await world.roundsMock.setPhase(1n, Phase.ScoreReveal);
      await expect(revealCrowdBallot(world, 1n, 0, ballot, 1))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardScoresAboveWhole")
        .withArgs(1_200_000_000n, 1_000_000_000n);
      expect((await world.board.membersOf(1n))[0]!.chunks).to.equal(2n);
    });
  });
});
