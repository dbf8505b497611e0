import { expect } from "chai";
import { id, parseEther } from "ethers";
import { createRandom, type Random } from "../../src/learning/createRandom.ts";
import { buildScoreTree } from "../../src/scoring/scoreTree.ts";
import { settle } from "../../src/scoring/settlement.ts";
import {
  boardOverMock,
  type Crowd,
  type CrowdBallot,
  type CrowdWorld,
  contributorsOf,
  crowdColumnsOf,
  playCrowd,
  vectorsOf,
} from "../support/crowds.ts";
import { loadFixture } from "../support/loadFixture.ts";
import { settledRootOf } from "../support/rounds.ts";

const CASES = 40;
const WHOLE = 1_000_000_000;

describe("ScoreBoard.settle against settlement.ts", () => {
  for (let seed = 0; seed < CASES; seed++) {
    const random = createRandom(2_026, seed);
    const plan = planOf(random);
    it(`SCO-3: case ${seed}: ${plan.name}`, async () => {
      const world = await loadFixture(boardOverMock);
      const crowd = crowdOf(world, plan);
      await playCrowd(world, crowd);

      const snapshot = await world.networkHelpers.takeSnapshot();
      const general = await outcomeOf(world, crowd, vectorsOf(crowd.ballots));
      expect(general).to.deep.equal(await expectedOf(world, crowd));

      const common = commonOf(crowd.ballots);
      if (common === undefined) return;
      await snapshot.restore();
      expect(await outcomeOf(world, crowd, [common])).to.deep.equal(general);
    });
  }
});

type Kind = "agreeing" | "different" | "tied";

type Plan = {
  readonly name: string;
  readonly count: number;
  readonly pot: bigint;
  readonly fee: bigint;
  readonly members: readonly {
    readonly stake: bigint;
    readonly role: "vector" | "silent" | "void";
    readonly scores: readonly number[];
    readonly aggregate: string;
  }[];
};

/** A committee: mostly agreeing, all different, or in two halves of the same stake. */
function planOf(random: Random): Plan {
  const kind = (["agreeing", "different", "tied"] as const)[random.integer(3)]!;
  const size = kind === "tied" ? 4 + 2 * random.integer(3) : 3 + random.integer(8);
  const count = 1 + random.integer(random.integer(4) === 0 ? 300 : 12);
  const common = vectorOf(random, count);
  const halves = [common, vectorOf(random, count)];
  const members = Array.from({ length: size }, (_, k) => {
    const stake = kind === "tied" ? parseEther("1500") : parseEther(String(1_000 + random.integer(4_000)));
    const isFaulty = kind !== "tied" && k > 1 && random.integer(5) === 0;
    const role = isFaulty ? (["silent", "void"] as const)[random.integer(2)]! : ("vector" as const);
    return { stake, role, scores: scoresOf(random, kind, count, halves, k), aggregate: aggregateOf(random, kind) };
  });
  const faulty = members.filter(({ role }) => role !== "vector").length;
  return {
    name: `${size} oracles (${faulty} silent or void), ${kind}, ${count} contributors`,
    count,
    pot: BigInt(random.integer(4_000_000_000)) ** 2n,
    fee: BigInt(random.integer(4_000_000_000)) ** 2n,
    members,
  };
}

function scoresOf(random: Random, kind: Kind, count: number, halves: number[][], k: number): number[] {
  if (kind === "tied") return halves[k % 2]!;
  if (kind === "agreeing" && random.integer(4) !== 0) return halves[0]!;
  return vectorOf(random, count);
}

function aggregateOf(random: Random, kind: Kind): string {
  return id(kind === "different" ? `aggregate ${random.integer(2)}` : "aggregate");
}

/** A vector of at most the whole pot: sparse, zero, round, or the whole pot for one. */
function vectorOf(random: Random, count: number): number[] {
  const shape = random.integer(6);
  if (shape === 0) return Array.from({ length: count }, () => 0);
  const most = Math.floor(WHOLE / count);
  const scores = Array.from({ length: count }, () => random.integer(most + 1));
  if (shape === 1) return scores.map((score) => (random.integer(2) === 0 ? 0 : score));
  if (shape === 2) return scores.map((score) => score - (score % Math.ceil(most / 3 + 1)));
  if (shape === 3) {
    const winner = random.integer(count);
    return scores.map((_, i) => (i === winner ? WHOLE : 0));
  }
  return scores;
}

function crowdOf(world: CrowdWorld, { count, pot, fee, members }: Plan): Crowd {
  const ballots = members.map(({ stake, role, scores, aggregate }, k): CrowdBallot => {
    const oracle = world.oracles[k]!;
    if (role === "silent") return { oracle, stake };
    return role === "void"
      ? { oracle, stake, isVoid: true, aggregateDigest: id("reason") }
      : { oracle, stake, scores, aggregateDigest: aggregate };
  });
  return { roundId: 1n, modelId: 1n, contributors: contributorsOf(count), ballots, pot, fee };
}

/** The vector, with its aggregate, that more than half of the stake revealed. */
function commonOf(ballots: readonly CrowdBallot[]): CrowdBallot | undefined {
  const total = ballots.reduce((sum, { stake }) => sum + stake, 0n);
  const keyOf = ({ scores, aggregateDigest }: CrowdBallot) => `${scores} ${aggregateDigest}`;
  return vectorsOf(ballots).find((ballot) => {
    const same = vectorsOf(ballots).filter((other) => keyOf(other) === keyOf(ballot));
    return 2n * same.reduce((sum, { stake }) => sum + stake, 0n) > total;
  });
}

/** Settles with `given` vectors, assesses, pays every oracle, and reads everything that this left. */
async function outcomeOf(world: CrowdWorld, { roundId, contributors, ballots }: Crowd, given: CrowdBallot[]) {
  const { board, pool, models, token } = world;
  await board.settle(roundId, crowdColumnsOf(contributors, given));
  const payments: bigint[] = [];
  const disagreements: bigint[] = [];
  for (const [seat, ballot] of ballots.entries()) {
    if (ballot.scores === undefined) continue;
    const { isAssessed } = (await board.membersOf(roundId))[seat]!;
    const own = crowdColumnsOf(contributors, [ballot]);
    if (!isAssessed) await board.assessDissent(roundId, seat, own, crowdColumnsOf(contributors, given));
    const before = await token.balanceOf(ballot.oracle);
    await board.claimFee(roundId, seat);
    payments.push((await token.balanceOf(ballot.oracle)) - before);
    disagreements.push((await board.membersOf(roundId))[seat]!.disagreement);
  }
  const { totalScore, count, fee } = await pool.accountOf(roundId);
  const root = await settledRootOf(pool, roundId);
  const subtreeRoots = [];
  for (let i = 0; i < Math.ceil(contributors.length / 256); i++)
    subtreeRoots.push(await pool.subtreeRootOf(roundId, i));
  const hasCandidate = (await models.versionCountOf(1n)) === 2n;
  return {
    root,
    subtreeRoots,
    totalScore,
    count,
    payments,
    disagreements,
    funded: (await pool.potOf(roundId, token)).funded,
    reserve: await pool.reserveOf(1n, token),
    feeLeft: fee,
    candidate: hasCandidate ? (await models.versionOf(1n, 2n)).weightsDigest : undefined,
  };
}

/** The same, from the TypeScript mirror. */
async function expectedOf(world: CrowdWorld, { roundId, contributors, ballots, pot, fee }: Crowd) {
  const vectors = vectorsOf(ballots);
  const total = ballots.reduce((sum, { stake }) => sum + stake, 0n);
  const settlement = settle(
    vectors.map(({ scores, stake }) => ({ scores: scores!, stake })),
    total,
    pot!,
    fee!,
  );
  const tree = buildScoreTree(await world.pool.leafDomainOf(roundId), contributors, settlement.consensus);
  const majority = vectors.find(({ aggregateDigest }) => {
    const same = vectors.filter((other) => other.aggregateDigest === aggregateDigest);
    return 2n * same.reduce((sum, { stake }) => sum + stake, 0n) > total;
  });
  return {
    root: tree.root,
    subtreeRoots: tree.subtreeRoots,
    totalScore: settlement.totalScore,
    count: BigInt(contributors.length),
    payments: settlement.feePayments,
    disagreements: settlement.disagreements,
    funded: settlement.earned,
    reserve: settlement.unearned + fee! - settlement.feePayments.reduce((sum, paid) => sum + paid, 0n),
    feeLeft: 0n,
    candidate: majority?.aggregateDigest,
  };
}
