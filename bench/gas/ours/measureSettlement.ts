import { concat, type Signer } from "ethers";
import { consensusVector } from "../../../src/scoring/consensus.ts";
import { buildScoreTree, leafDomainOf } from "../../../src/scoring/scoreTree.ts";
import { encodeScores, vectorHashOf } from "../../../src/scoring/scoreVector.ts";
import { addressesOf } from "../addressesOf.ts";
import { createWorld, type World } from "../createWorld.ts";
import { digest } from "../digest.ts";
import { gasOf } from "../gasOf.ts";
import { noisyScores, trueScores } from "../syntheticScores.ts";
import { openRound, SLICES } from "./openRound.ts";
import { STAKES, seatOracles } from "./seatOracles.ts";

export const CONTRIBUTORS = 1_000;
const ROUND = 1n;

/** One round of a thousand contributors and five oracles, settled once in agreement and once with five different vectors. */
export async function measureSettlement() {
  const world = await createWorld();
  const contributors = addressesOf("contributor", CONTRIBUTORS);
  await world.models.register(digest("card"), digest("weights"));
  const oracles = await seatOracles(world);
  await openRound(world, world.signers[0]!, 0n);
  await contribute(world, contributors);
  await openSlices(world);

  const opened = await world.networkHelpers.takeSnapshot();
  const scores = trueScores(CONTRIBUTORS, 7);
  const agreeing = await settle(
    world,
    oracles,
    contributors,
    STAKES.map(() => scores),
  );
  await opened.restore();
  const differing = await settle(
    world,
    oracles,
    contributors,
    STAKES.map((_, k) => noisyScores(scores, k)),
  );
  return {
    commitScores: agreeing.commitScores,
    revealScores: agreeing.revealScores,
    settleAgreedPerContributor: Math.round(agreeing.settle / CONTRIBUTORS),
    settleDifferingPerContributor: Math.round(differing.settle / CONTRIBUTORS),
  };
}

/** Every contributor registers its dataset, commits and reveals: real transactions, sent without waiting for keys. */
async function contribute(world: World, contributors: readonly string[]): Promise<void> {
  const { ethers, rounds, board, datasets, networkHelpers, addresses } = world;
  const send = (from: string, to: string, data: string) =>
    ethers.provider.send("eth_sendTransaction", [{ from, to, data, gas: "0x80000" }]);

  const register = datasets.interface.encodeFunctionData("register", [digest("manifest")]);
  for (const [i, contributor] of contributors.entries()) {
    await world.impersonate(contributor);
    await send(contributor, addresses.datasetRegistry, register);
    const commitment = await rounds.commitmentOf(ROUND, contributor, digest(`update ${i}`), digest(`salt ${i}`));
    const commit = rounds.interface.encodeFunctionData("commitUpdate", [ROUND, commitment, i + 1, 0]);
    await send(contributor, addresses.trainingRounds, commit);
  }
  await board.snapshotCommittee(ROUND);
  await networkHelpers.time.increaseTo((await rounds.deadlinesOf(ROUND))[0]!);
  for (const [i, contributor] of contributors.entries()) {
    const opening = [ROUND, digest(`update ${i}`), digest(`salt ${i}`)];
    const reveal = rounds.interface.encodeFunctionData("revealUpdate", opening as [bigint, string, string]);
    await send(contributor, addresses.trainingRounds, reveal);
  }
}

async function openSlices({ rounds, networkHelpers, signers }: World): Promise<void> {
  const deadlines = await rounds.deadlinesOf(ROUND);
  await networkHelpers.time.increaseTo(deadlines[1]!);
  await rounds.connect(signers[0]!).openSlices(ROUND, ...SLICES);
  await networkHelpers.time.increaseTo(deadlines[2]!);
}

/** Commits, reveals and settles, and throws unless the chain settled on what the TypeScript mirror says. */
async function settle(
  world: World,
  oracles: readonly Signer[],
  contributors: readonly string[],
  vectors: readonly (readonly number[])[],
) {
  const { rounds, board, pool, networkHelpers } = world;
  const deadlines = await rounds.deadlinesOf(ROUND);
  const packed = vectors.map(encodeScores);
  const aggregates = packed.map((vector) => digest(vector));
  const measured = { commitScores: 0, revealScores: 0, settle: 0 };
  for (const [k, oracle] of oracles.entries()) {
    const vectorHash = vectorHashOf(packed[k]!);
    const commitment = await board.commitmentOf(ROUND, oracle, vectorHash, aggregates[k]!, digest("salt"));
    measured.commitScores = await gasOf(board.connect(oracle).commitScores(ROUND, k, commitment));
  }
  await networkHelpers.time.increaseTo(deadlines[3]!);
  for (const [k, oracle] of oracles.entries()) {
    const reveal = board.connect(oracle).revealScores(ROUND, k, packed[k]!, [], aggregates[k]!, digest("salt"));
    measured.revealScores = await gasOf(reveal);
  }
  await networkHelpers.time.increaseTo(deadlines[4]!);
  const given = new Set(packed).size === 1 ? 1 : packed.length;
  const columns = {
    contributors: concat(contributors),
    vectors: packed.slice(0, given),
    aggregateDigests: aggregates.slice(0, given),
    chunkHashes: [],
  };
  measured.settle = await gasOf(board.settle(ROUND, columns));

  const totalStake = STAKES.reduce((sum, stake) => sum + stake, 0n);
  const consensus = consensusVector(
    vectors.map((scores, k) => ({ scores, stake: STAKES[k]! })),
    totalStake,
  );
  const domain = leafDomainOf(31_337n, await pool.getAddress(), ROUND);
  const [settled] = await board.queryFilter(board.filters.ScoresSettled);
  const { root } = settled!.args;
  const expected = buildScoreTree(domain, contributors, consensus).root;
  if (root !== expected) throw new Error(`The round settled on ${root}; its scores have the root ${expected}.`);
  return measured;
}
