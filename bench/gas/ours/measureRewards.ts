import type { Signer } from "ethers";
import { buildScoreTree, leafDomainOf, type ScoreTree } from "../../../src/scoring/scoreTree.ts";
import { addressesOf } from "../addressesOf.ts";
import { createWorld, type World } from "../createWorld.ts";
import { gasOf } from "../gasOf.ts";
import { trueScores } from "../syntheticScores.ts";

/** As many leaves as the peer's tree has. */
export const LEAVES = 1_024;
/** Whose share is claimed: the first of its word of marks, as the peer's is the first of its bitmap word. */
export const HOLDER = 500;
/** Another, of its own word, who never had the token. */
export const NEWCOMER = 901;
const FUNDED = 10_000n * 10n ** 18n;
const ROUNDS_AT_ONCE = 10;

/**
 * Claims by contributors with and without the token, and a top-up of a settled pot. The pots are settled by the accounts of
 * the contracts that may do so: what a claim costs depends on the pool's state alone.
 */
export async function measureRewards() {
  const world = await createWorld();
  const { pool, payment, deployer, networkHelpers } = world;
  const contributors = addressesOf("contributor", LEAVES);
  await payment.mint(contributors[HOLDER]!, 1n);
  const scores = trueScores(LEAVES, 7);
  const trees: ScoreTree[] = [];
  for (let roundId = 1n; roundId <= ROUNDS_AT_ONCE; roundId++) {
    const tree = buildScoreTree(leafDomainOf(31_337n, await pool.getAddress(), roundId), contributors, scores);
    await settlePot(world, roundId, scores, tree);
    trees.push(tree);
  }
  const sharesOf = (index: number) =>
    trees.map((tree, i) => ({ roundId: i + 1, index, score: scores[index]!, proof: tree.proofOf(index) }));
  const claim = async (index: number) => {
    const claimer = await world.impersonate(contributors[index]!);
    return gasOf(pool.connect(claimer).claimShare(payment, sharesOf(index)[0]!));
  };
  const settled = await networkHelpers.takeSnapshot();
  const claimAsNewcomer = await claim(NEWCOMER);
  const claimReward = await claim(HOLDER);
  await settled.restore();
  const contributor = await world.impersonate(contributors[HOLDER]!);
  const claimAll = pool.connect(contributor).claim(contributor, payment, sharesOf(HOLDER));
  const claimTenRounds = Math.round((await gasOf(claimAll)) / ROUNDS_AT_ONCE);

  await payment.mint(deployer, 2n * FUNDED);
  await payment.approve(pool, 2n * FUNDED);
  await pool.fund(1, payment, FUNDED / 2n);
  const fundPot = await gasOf(pool.fund(1, payment, FUNDED / 2n));
  return { claimReward, claimAsNewcomer, claimTenRounds, fundPot };
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
