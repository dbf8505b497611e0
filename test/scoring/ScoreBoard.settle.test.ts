import { expect } from "chai";
import { concat, id, ZeroHash } from "ethers";
import { encodeScores, vectorHashOf } from "../../src/scoring/scoreVector.ts";
import { fieldsOf } from "../support/fieldsOf.ts";
import { loadFixture } from "../support/loadFixture.ts";
import {
  AGGREGATE,
  agreement,
  type Ballot,
  columnsOf,
  commitBallots,
  DISSENT,
  enter,
  FEE,
  Outcome,
  Phase,
  POT,
  revealBallots,
  roundInScoreCommit,
  roundInSettling,
  SCORES,
  STAKES,
  TOTAL_SCORE,
  TOTAL_STAKE,
  treeOf,
  type World,
} from "../support/rounds.ts";

/** The round in Settling after the oracles said what `ballotsOf` makes them say. */
async function settling(ballotsOf: (world: World) => Ballot[]): Promise<World & { ballots: Ballot[] }> {
  const world = await loadFixture(roundInScoreCommit);
  const ballots = ballotsOf(world);
  await commitBallots(world, ballots);
  await enter(world, Phase.ScoreReveal);
  await revealBallots(world, ballots);
  await enter(world, Phase.Settling);
  return { ...world, ballots };
}

/** Three vectors of which no two are the same. */
const different = ({ olga, otto, oscar }: World): Ballot[] => [
  { oracle: olga, scores: SCORES },
  { oracle: otto, scores: [400_000_000, 300_000_000, 300_000_000] },
  { oracle: oscar, scores: DISSENT },
];

/** Column medians of {@link different} for stakes 4000, 3500 and 2500. */
const MEDIANS = [400_000_000, 300_000_000, 100_000_000];

describe("ScoreBoard.settle", () => {
  describe("when the contributors are not all of the round", () => {
    for (const [name, change, length] of [
      ["none", () => "0x", 0n],
      ["too few", (all: string) => all.slice(0, -40), 2n],
      ["too many", (all: string) => `${all}${"11".repeat(20)}`, 4n],
      ["a part of an address", (all: string) => `${all}11`, 3n],
    ] as const) {
      it(`reverts with ScoreBoardBadLength: ${name}`, async () => {
        const world = await loadFixture(roundInSettling);
        const columns = columnsOf(world, agreement(world).slice(0, 1));
        await expect(world.board.settle(1n, { ...columns, contributors: change(columns.contributors as string) }))
          .to.be.revertedWithCustomError(world.board, "ScoreBoardBadLength")
          .withArgs(1n, 0n, length, 3n);
      });
    }
  });

  describe("when a contributor is another, or stands elsewhere", () => {
    it("reverts with ScoreBoardContributorsMismatch", async () => {
      const world = await loadFixture(roundInSettling);
      const { board, rounds, ethers, bob, carol, dave, mallory } = world;
      for (const order of [
        [bob, carol, mallory],
        [carol, bob, dave],
      ]) {
        let chain = ZeroHash;
        for (const { address } of order) chain = ethers.keccak256(concat([chain, ethers.zeroPadValue(address, 32)]));
        await expect(board.settle(1n, columnsOf(world, agreement(world).slice(0, 1), order)))
          .to.be.revertedWithCustomError(board, "ScoreBoardContributorsMismatch")
          .withArgs(chain, await rounds.contributorsHashOf(1n, 0n));
      }
    });
  });

  describe("when a vector has not one score a contributor", () => {
    it("reverts with ScoreBoardBadLength", async () => {
      const world = await loadFixture(roundInSettling);
      for (const scores of [SCORES.slice(0, 2), [...SCORES, 0]]) {
        await expect(world.board.settle(1n, columnsOf(world, [{ oracle: world.olga, scores }])))
          .to.be.revertedWithCustomError(world.board, "ScoreBoardBadLength")
          .withArgs(1n, 0n, scores.length, 3n);
      }
    });
  });

  describe("when vectors are missing", () => {
    it("reverts with ScoreBoardVectorsMissing", async () => {
      const { ballots, ...world } = await settling(different);
      for (const given of [0, 2]) {
        await expect(world.board.settle(1n, columnsOf(world, ballots.slice(0, given))))
          .to.be.revertedWithCustomError(world.board, "ScoreBoardVectorsMissing")
          .withArgs(given, 3n);
      }
      await expect(world.board.settle(1n, columnsOf(world, [...ballots, ballots[0]!])))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardVectorsMissing")
        .withArgs(4n, 3n);
    });

    it("panics when an aggregate digest is missing", async () => {
      const world = await loadFixture(roundInSettling);
      const columns = { ...columnsOf(world, agreement(world).slice(0, 1)), aggregateDigests: [] };
      await expect(world.board.settle(1n, columns)).to.be.revertedWithPanic(0x32);
    });
  });

  describe("when the single vector is not that of a stake majority", () => {
    it("reverts with ScoreBoardNoMajority: a minority's", async () => {
      const { ballots, ...world } = await settling(different);
      for (const [seat, ballot] of ballots.entries()) {
        await expect(world.board.settle(1n, columnsOf(world, [ballot])))
          .to.be.revertedWithCustomError(world.board, "ScoreBoardNoMajority")
          .withArgs(STAKES[seat], TOTAL_STAKE);
      }
    });

    it("reverts with ScoreBoardNoMajority: nobody's", async () => {
      const world = await loadFixture(roundInSettling);
      await expect(world.board.settle(1n, columnsOf(world, [{ oracle: world.olga, scores: DISSENT }])))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardNoMajority")
        .withArgs(0n, TOTAL_STAKE);
    });
  });

  describe("when the vectors are not those that were revealed, seat by seat", () => {
    it("reverts with ScoreBoardCommitmentMismatch: swapped", async () => {
      const { ballots, ...world } = await settling(different);
      const swapped = [ballots[1]!, ballots[0]!, ballots[2]!];
      await expect(world.board.settle(1n, columnsOf(world, swapped)))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardCommitmentMismatch")
        .withArgs(sealed(world, ballots[1]!), sealed(world, ballots[0]!));
    });

    it("reverts with ScoreBoardCommitmentMismatch: a score or an aggregate changed", async () => {
      const { ballots, ...world } = await settling(different);
      for (const change of [{ scores: [1, 2, 3] }, { aggregateDigest: id("other") }]) {
        const changed = { ...ballots[2]!, ...change };
        await expect(world.board.settle(1n, columnsOf(world, [ballots[0]!, ballots[1]!, changed])))
          .to.be.revertedWithCustomError(world.board, "ScoreBoardCommitmentMismatch")
          .withArgs(sealed(world, changed), sealed(world, ballots[2]!));
      }
    });
  });

  describe("given more than half of the stake revealed one vector", () => {
    it("settles on that vector alone, whoever calls", async () => {
      const world = await loadFixture(roundInSettling);
      const { board, rounds, pool, models, token, mallory, ethers } = world;
      const { root, subtreeRoots } = await treeOf(world, SCORES);
      const settlement = board.connect(mallory).settle(1n, columnsOf(world, agreement(world).slice(0, 1)));
      await expect(settlement).to.emit(board, "ChunkSettled").withArgs(1n, 3n, TOTAL_SCORE);
      await expect(settlement).to.emit(board, "ScoresSettled").withArgs(1n, root, TOTAL_SCORE, 3n, AGGREGATE);
      const earned = (POT * TOTAL_SCORE) / 1_000_000_000n;
      await expect(settlement).to.emit(pool, "PotSettled").withArgs(1n, token, root, TOTAL_SCORE, 3n, earned);
      await expect(settlement)
        .to.emit(pool, "ReserveChanged")
        .withArgs(1n, token, POT - earned);
      await expect(settlement).to.emit(rounds, "RoundSettled").withArgs(1n, 0n);
      await expect(settlement).to.emit(models, "CandidateRecorded").withArgs(1n, 2n, 1n, 1n, AGGREGATE);
      await expect(settlement).to.changeTokenBalances(ethers, token, [pool, rounds, mallory], [0n, 0n, 0n]);

      expect(await rounds.phaseOf(1n)).to.equal(Phase.Settled);
      expect(await pool.subtreeRootOf(1n, 0n))
        .to.equal(root)
        .and.to.equal(subtreeRoots[0]);
      const committee = fieldsOf(await board.committeeOf(1n));
      expect(committee).to.deep.include({ totalScore: TOTAL_SCORE, settled: 3n, isSettled: true });
      expect(committee.commonHash).to.equal(sealed(world, agreement(world)[0]!));
      for (const member of await board.membersOf(1n)) {
        expect(member.isAssessed).to.equal(true);
        expect(member.disagreement).to.equal(0n);
      }
      const account = await pool.accountOf(1n);
      expect(account.outcome).to.equal(Outcome.Settled);
      expect(account.fee).to.equal(FEE);
      expect((await models.versionOf(1n, 2n)).parent).to.equal(1n);
    });

    it("leaves a dissenter to be assessed", async () => {
      const { ballots, ...world } = await settling(({ olga, otto, oscar }) => [
        { oracle: olga },
        { oracle: otto },
        { oracle: oscar, scores: DISSENT },
      ]);
      await world.board.settle(1n, columnsOf(world, ballots.slice(0, 1)));
      const members = await world.board.membersOf(1n);
      expect(members.map(({ isAssessed }) => isAssessed)).to.deep.equal([true, true, false]);
    });

    it("takes all vectors too, and settles on the same", async () => {
      const world = await loadFixture(roundInSettling);
      const { root } = await treeOf(world, SCORES);
      await expect(world.board.settle(1n, columnsOf(world, agreement(world))))
        .to.emit(world.board, "ScoresSettled")
        .withArgs(1n, root, TOTAL_SCORE, 3n, AGGREGATE);
      expect((await world.board.committeeOf(1n)).commonSeat).to.equal(0n);
    });

    it("counts the same vector with another aggregate as another", async () => {
      const { ballots, ...world } = await settling(({ olga, otto, oscar }) => [
        { oracle: olga, aggregateDigest: id("one") },
        { oracle: otto, aggregateDigest: id("two") },
        { oracle: oscar, aggregateDigest: id("three") },
      ]);
      await expect(world.board.settle(1n, columnsOf(world, ballots.slice(0, 1))))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardNoMajority")
        .withArgs(STAKES[0], TOTAL_STAKE);
      const { root } = await treeOf(world, SCORES);
      const settlement = world.board.settle(1n, columnsOf(world, ballots));
      await expect(settlement).to.emit(world.board, "ScoresSettled").withArgs(1n, root, TOTAL_SCORE, 3n, ZeroHash);
      await expect(settlement).to.not.emit(world.models, "CandidateRecorded");
      expect(await world.models.versionCountOf(1n)).to.equal(1n);
    });
  });

  describe("given no vector has a stake majority", () => {
    it("settles on the median of each column and adds up the disagreements", async () => {
      const { ballots, ...world } = await settling(different);
      const { root } = await treeOf(world, MEDIANS);
      const settlement = world.board.settle(1n, columnsOf(world, ballots));
      await expect(settlement).to.emit(world.board, "ScoresSettled").withArgs(1n, root, 800_000_000n, 3n, AGGREGATE);
      await expect(settlement).to.emit(world.models, "CandidateRecorded").withArgs(1n, 2n, 1n, 1n, AGGREGATE);
      const members = await world.board.membersOf(1n);
      expect(members.map(({ disagreement }) => disagreement)).to.deep.equal([
        100_000_000n,
        200_000_000n,
        1_100_000_000n,
      ]);
      expect(members.every(({ isAssessed }) => isAssessed)).to.equal(true);
    });

    it("records the candidate that a stake majority computed although the scores differ", async () => {
      const { ballots, ...world } = await settling((actors) =>
        different(actors).map((ballot, k) => ({ ...ballot, aggregateDigest: id(k === 0 ? "minority" : "majority") })),
      );
      await expect(world.board.settle(1n, columnsOf(world, ballots)))
        .to.emit(world.models, "CandidateRecorded")
        .withArgs(1n, 2n, 1n, 1n, id("majority"));
    });
  });

  describe("given a member stayed silent", () => {
    it("its stake reaches no score, and its part of the fee goes to the reserve", async () => {
      const { ballots, ...world } = await settling(({ olga, otto }) => [
        { oracle: olga, scores: [500_000_000, 0, 1] },
        { oracle: otto, scores: [400_000_000, 7, 1] },
      ]);
      const { board, pool, token } = world;
      // olga 4000 + otto 3500 of 10,000: both must reach a score for it to count.
      const { root } = await treeOf(world, [400_000_000, 0, 1]);
      const total = 400_000_001n;
      const settlement = board.settle(1n, columnsOf(world, ballots));
      await expect(settlement).to.emit(board, "ScoresSettled").withArgs(1n, root, total, 3n, AGGREGATE);
      const unearned = POT - (POT * total) / 1_000_000_000n;
      const rolled = (FEE * STAKES[2]) / TOTAL_STAKE;
      expect(await pool.reserveOf(1n, token)).to.equal(unearned + rolled);
      expect((await pool.accountOf(1n)).fee).to.equal(FEE - rolled);
    });
  });

  describe("given a minority called the slices void", () => {
    it("its stake reaches no score: one vector of a minority settles on nothing", async () => {
      const { ballots, ...world } = await settling(({ olga, otto }) => [
        { oracle: olga, isVoid: true },
        { oracle: otto },
      ]);
      const { board, pool, token } = world;
      const { root } = await treeOf(world, [0, 0, 0]);
      await expect(board.settle(1n, columnsOf(world, ballots.slice(1))))
        .to.emit(board, "ScoresSettled")
        .withArgs(1n, root, 0n, 3n, ZeroHash);
      const members = await board.membersOf(1n);
      expect(members[1]!.disagreement).to.equal(TOTAL_SCORE);
      expect((await pool.potOf(1n, token)).level).to.equal(0n);
      expect(await pool.reserveOf(1n, token)).to.equal(POT + FEE - (FEE * STAKES[1]) / TOTAL_STAKE);
    });
  });

  describe("given the medians sum to more than the whole pot", () => {
    it("RND-3: settles, and the contributors earn the whole pot and no more", async () => {
      const half = 500_000_000;
      const { ballots, ...world } = await settling(({ olga, otto, oscar }) => [
        { oracle: olga, scores: [half, half, 0] },
        { oracle: otto, scores: [half, 0, half] },
        { oracle: oscar, scores: [0, half, half] },
      ]);
      const { board, pool, rounds, token } = world;
      const { root } = await treeOf(world, [half, half, half]);
      const settlement = board.settle(1n, columnsOf(world, ballots));
      await expect(settlement).to.emit(board, "ScoresSettled").withArgs(1n, root, 1_500_000_000n, 3n, AGGREGATE);
      await expect(settlement).to.emit(pool, "PotSettled").withArgs(1n, token, root, 1_500_000_000n, 3n, POT);
      expect((await pool.potOf(1n, token)).funded).to.equal(POT);
      expect(await pool.reserveOf(1n, token)).to.equal(0n);
      expect(await rounds.phaseOf(1n)).to.equal(Phase.Settled);
    });
  });

  describe("given the round settled before", () => {
    it("reverts with ScoreBoardWrongPhase", async () => {
      const world = await loadFixture(roundInSettling);
      const columns = columnsOf(world, agreement(world).slice(0, 1));
      await world.board.settle(1n, columns);
      await expect(world.board.settle(1n, columns))
        .to.be.revertedWithCustomError(world.board, "ScoreBoardWrongPhase")
        .withArgs(1n, Phase.Settled, Phase.Settling);
    });
  });
});

/** What the board stores of a revealed vector. */
function sealed({ ethers }: Pick<World, "ethers">, { scores, aggregateDigest }: Ballot): string {
  const vectorHash = vectorHashOf(encodeScores(scores ?? SCORES));
  const types = ["bytes32", "bytes32"];
  return ethers.keccak256(ethers.AbiCoder.defaultAbiCoder().encode(types, [vectorHash, aggregateDigest ?? AGGREGATE]));
}
