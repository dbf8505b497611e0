import type { Signer } from "ethers";
import { buildScoreTree, leafDomainOf, type ScoreTree } from "../../../src/scoring/scoreTree.ts";
import { addressesOf } from "../addressesOf.ts";
import { createWorld, type World } from "../createWorld.ts";
import { gasOf } from "../gasOf.ts";
import { trueScores } from "../syntheticScores.ts";

/** As many leaves as the peer's tree has. */
export const LEAVES = 1_024;
/** Whose share is claimed: the first of its word of marks, as the peer's is the first of its bitmap word. */
export const INDEX = 500;
const FUNDED = 10_000n * 10n ** 18n;
const ROUNDS_AT_ONCE = 10;

/**
 * Claims by a contributor who already holds the token, and a top-up of a settled pot. The pots are settled by the accounts of
 * the contracts that may do so: what a claim costs depends on the pool's state alone.
 */
export async function measureRewards() {
  const world = await createWorld();
  const { pool, payment, deployer, networkHelpers } = world;
  const contributors = addressesOf("contributor", LEAVES);
  const contributor = contributors[INDEX]!;
  const claimer = await world.impersonate(contributor);
  await payment.mint(contributor, 1n);
  const scores = trueScores(LEAVES, 7);
  const trees: ScoreTree[] = [];
  for (let roundId = 1n; roundId <= ROUNDS_AT_ONCE; roundId++) {
    const tree = buildScoreTree(leafDomainOf(31_337n, await pool.getAddress(), roundId), contributors, scores);
    await settlePot(world, roundId, scores, tree);
    trees.push(tree);
  }
  const claim = (count: number) => {
    const shares = trees.slice(0, count).map((tree, i) => {
      return { roundId: i + 1, index: INDEX, score: scores[INDEX]!, proof: tree.proofOf(INDEX) };
    });
    return gasOf(
      count === 1
        ? pool.connect(claimer).claimShare(payment, shares[0]!)
        : pool.connect(claimer).claim(contributor, payment, shares),
    );
  };
  const settled = await networkHelpers.takeSnapshot();
  const claimReward = await claim(1);
  await settled.restore();
  const claimTenRounds = Math.round((await claim(ROUNDS_AT_ONCE)) / ROUNDS_AT_ONCE);

  await payment.mint(deployer, 2n * FUNDED);
  await payment.approve(pool, 2n * FUNDED);
  await pool.fund(1, payment, FUNDED / 2n);
  const fundPot = await gasOf(pool.fund(1, payment, FUNDED / 2n));
  return { claimReward, claimTenRounds, fundPot };
}

async function settlePot(world: World, roundId: bigint, scores: readonly number[], tree: ScoreTree): Promise<void> {
  const { pool, payment, deployer, addresses } = world;
  const totalScore = scores.reduce((sum, score) => sum + score, 0);
  await payment.mint(deployer, FUNDED);
  await payment.approve(pool, FUNDED);
  const rounds: Signer = await world.impersonate(addresses.trainingRounds);
  await pool.connect(rounds).open(roundId, 1, deployer, payment, FUNDED, 0, false);
  const board: Signer = await world.impersonate(addresses.scoreBoard);
  await pool.connect(board).recordSubtrees(roundId, 0, [...tree.subtreeRoots]);
  await pool.connect(board).recordSettlement(roundId, tree.root, totalScore, scores.length, 0);
}
