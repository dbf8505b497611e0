import { expect } from "chai";
import { id } from "ethers";
import { buildScoreTree } from "../../src/scoring/scoreTree.ts";
import { CHUNK_SIZE } from "../../src/scoring/scoreVector.ts";
import { settle } from "../../src/scoring/settlement.ts";
import {
  boardOverMock,
  type CrowdBallot,
  type CrowdWorld,
  contributorsOf,
  crowdColumnsOf,
  playCrowd,
} from "../support/crowds.ts";
import { loadFixture } from "../support/loadFixture.ts";
import { FEE, POT, STAKES, settledRootOf, TOTAL_STAKE } from "../support/rounds.ts";

const COUNT = 2 * CHUNK_SIZE + 52;
const contributors = contributorsOf(COUNT);
const COMMON = contributors.map((_, i) => (i % 7 === 0 ? 0 : 300_000 + i));
const AGGREGATE = id("aggregate");

/** 2,100 contributors; two oracles of a majority agree. */
async function largeRoundWithCommonVector() {
  return largeRound([COMMON, COMMON, COMMON.map((score, i) => (i % 2 === 0 ? score : 0))]);
}

/** 2,100 contributors; every oracle sees something else. */
async function largeRoundOfDifferentVectors() {
  return largeRound([
    COMMON,
    COMMON.map((score, i) => (i % 3 === 0 ? 2 * score : score - (score % 5))),
    COMMON.map((score, i) => (i % 2 === 0 ? score : 0)),
  ]);
}

async function largeRound(vectors: number[][]) {
  const world = await boardOverMock();
  const ballots: CrowdBallot[] = vectors.map((scores, k) => ({
    oracle: world.oracles[k]!,
    stake: STAKES[k]!,
    scores,
    aggregateDigest: AGGREGATE,
  }));
  await playCrowd(world, { roundId: 1n, modelId: 1n, contributors, ballots });
  return { ...world, ballots };
}

/** Settles in calls that end at `ends` and reads everything that it left. */
async function settleIn(world: CrowdWorld, ballots: readonly CrowdBallot[], ends: readonly number[]) {
  const { board, pool, models, token } = world;
  let first = 0;
  for (const last of ends) {
    await board.settle(1n, crowdColumnsOf(contributors, ballots, first, last));
    first = last;
  }
  const { totalScore, count, fee } = await pool.accountOf(1n);
  const root = await settledRootOf(pool, 1n);
  const subtreeRoots = [];
  for (let i = 0; i < Math.ceil(COUNT / 256); i++) subtreeRoots.push(await pool.subtreeRootOf(1n, i));
  return {
    root,
    totalScore,
    count,
    fee,
    subtreeRoots,
    disagreements: (await board.membersOf(1n)).map(({ disagreement }) => disagreement),
    isAssessed: (await board.membersOf(1n)).map(({ isAssessed }) => isAssessed),
    reserve: await pool.reserveOf(1n, token),
    funded: (await pool.potOf(1n, token)).funded,
    candidate: (await models.versionOf(1n, 2n)).weightsDigest,
  };
}

const PARTITIONS = [[COUNT], [CHUNK_SIZE, COUNT], [2 * CHUNK_SIZE, COUNT], [CHUNK_SIZE, 2 * CHUNK_SIZE, COUNT]];

describe("ScoreBoard.settle in chunks", () => {
  for (const [fixture, vectors] of [
    [largeRoundWithCommonVector, 1],
    [largeRoundOfDifferentVectors, 3],
  ] as const) {
    it(`SCO-6: ${fixture.name} settles in any number of calls on what one call settles on`, async () => {
      const world = await loadFixture(fixture);
      const expected = settle(
        world.ballots.map(({ scores, stake }) => ({ scores: scores!, stake })),
        TOTAL_STAKE,
        POT,
        FEE,
      );
      const domain = await world.pool.leafDomainOf(1n);
      const tree = buildScoreTree(domain, contributors, expected.consensus);
      for (const ends of PARTITIONS) {
        const { ballots, ...fresh } = await loadFixture(fixture);
        const settled = await settleIn(fresh, ballots.slice(0, vectors), ends);
        expect(settled).to.deep.equal({
          root: tree.root,
          totalScore: expected.totalScore,
          count: BigInt(COUNT),
          fee: FEE,
          subtreeRoots: tree.subtreeRoots,
          disagreements: vectors === 1 ? [0n, 0n, 0n] : expected.disagreements,
          isAssessed: [true, true, vectors === 3],
          reserve: expected.unearned,
          funded: expected.earned,
          candidate: AGGREGATE,
        });
      }
    });
  }

  it("emits ChunkSettled after each call and ScoresSettled after the last", async () => {
    const { board, ballots } = await loadFixture(largeRoundWithCommonVector);
    const part = (first: number, last: number) => crowdColumnsOf(contributors, ballots.slice(0, 1), first, last);
    const sum = (last: number) => COMMON.slice(0, last).reduce((total, score) => total + score, 0);
    const first = board.settle(1n, part(0, CHUNK_SIZE));
    await expect(first).to.emit(board, "ChunkSettled").withArgs(1n, CHUNK_SIZE, sum(CHUNK_SIZE));
    await expect(first).to.not.emit(board, "ScoresSettled");
    const last = board.settle(1n, part(CHUNK_SIZE, COUNT));
    await expect(last).to.emit(board, "ChunkSettled").withArgs(1n, COUNT, sum(COUNT));
    await expect(last).to.emit(board, "ScoresSettled");
  });

  it("reverts with ScoreBoardBadLength for a part that is not whole chunks", async () => {
    const { board, ballots } = await loadFixture(largeRoundWithCommonVector);
    await expect(board.settle(1n, crowdColumnsOf(contributors, ballots.slice(0, 1), 0, 1_000)))
      .to.be.revertedWithCustomError(board, "ScoreBoardBadLength")
      .withArgs(1n, 0n, 1_000n, COUNT);
  });

  it("reverts with ScoreBoardChunkMismatch when a chunk is settled twice", async () => {
    const { board, ballots } = await loadFixture(largeRoundWithCommonVector);
    const columns = crowdColumnsOf(contributors, ballots.slice(0, 1), 0, CHUNK_SIZE);
    await board.settle(1n, columns);
    await expect(board.settle(1n, columns)).to.be.revertedWithCustomError(board, "ScoreBoardChunkMismatch");
  });

  it("reverts with ScoreBoardChunkMismatch when the vector's part is of another chunk", async () => {
    const { board, ballots } = await loadFixture(largeRoundWithCommonVector);
    const columns = crowdColumnsOf(contributors, ballots.slice(0, 1), 0, CHUNK_SIZE);
    const other = crowdColumnsOf(contributors, ballots.slice(0, 1), CHUNK_SIZE, 2 * CHUNK_SIZE);
    await expect(board.settle(1n, { ...columns, vectors: other.vectors }))
      .to.be.revertedWithCustomError(board, "ScoreBoardChunkMismatch")
      .withArgs(0n, columns.chunkHashes[0]![1], columns.chunkHashes[0]![0]);
  });

  describe("when a settlement goes on by another path", () => {
    it("reverts with ScoreBoardPathChanged: all vectors after the common one", async () => {
      const { board, ballots } = await loadFixture(largeRoundWithCommonVector);
      await board.settle(1n, crowdColumnsOf(contributors, ballots.slice(0, 1), 0, CHUNK_SIZE));
      await expect(board.settle(1n, crowdColumnsOf(contributors, ballots, CHUNK_SIZE, COUNT)))
        .to.be.revertedWithCustomError(board, "ScoreBoardPathChanged")
        .withArgs(1n);
    });

    it("reverts with ScoreBoardPathChanged: the common one after all vectors", async () => {
      const { board, ballots } = await loadFixture(largeRoundWithCommonVector);
      await board.settle(1n, crowdColumnsOf(contributors, ballots, 0, CHUNK_SIZE));
      await expect(board.settle(1n, crowdColumnsOf(contributors, ballots.slice(0, 1), CHUNK_SIZE, COUNT)))
        .to.be.revertedWithCustomError(board, "ScoreBoardPathChanged")
        .withArgs(1n);
    });
  });
});
