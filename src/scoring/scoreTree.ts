import { AbiCoder, concat, getBytes, id, keccak256, solidityPackedKeccak256, ZeroHash } from "ethers";

/** Positions under one stored root: the pool keeps one root for each run of this many contributors. */
export const SUBTREE_SIZE = 128;

const SUBTREE_HEIGHT = 7;

/** A settled round's tree. */
export type ScoreTree = {
  readonly root: string;
  /** Roots of the subtrees of {@link SUBTREE_SIZE} positions, as the reward pool stores them. */
  readonly subtreeRoots: readonly string[];
  /** Siblings from leaf `index` up to the root of its subtree. */
  proofOf(index: number): string[];
};

/** Hash that names chain, reward pool and round inside every leaf. */
export function leafDomainOf(chainId: bigint, rewardPool: string, roundId: bigint): string {
  return keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "uint256", "address", "uint256"],
      [id("commonweights.RewardPool.leaf.v1"), chainId, rewardPool, roundId],
    ),
  );
}

/** The leaf of `contributor` at `index` with its consensus `score`, parts per billion. */
export function leafOf(domain: string, index: number, contributor: string, score: number): string {
  return solidityPackedKeccak256(["bytes32", "uint32", "address", "uint32"], [domain, index, contributor, score]);
}

/**
 * Builds the positional tree of a settled round. Mirrors `contracts/common/PositionalMerkle.sol`: the path to a leaf is its
 * index in binary, and a level with an odd number of nodes is completed by the zero node.
 * @param contributors Addresses in order of reveal. @param scores Their consensus, parts per billion.
 */
export function buildScoreTree(domain: string, contributors: readonly string[], scores: readonly number[]): ScoreTree {
  const leaves = contributors.map((contributor, i) => leafOf(domain, i, contributor, scores[i]!));
  const levels = [leaves];
  while (levels.at(-1)!.length > 1) levels.push(parentsOf(levels.at(-1)!));
  const height = Math.min(levels.length - 1, SUBTREE_HEIGHT);
  return {
    root: levels.at(-1)![0]!,
    subtreeRoots: levels[height]!,
    proofOf: (index) => levels.slice(0, height).map((level, l) => level[(index >> l) ^ 1] ?? ZeroHash),
  };
}

function parentsOf(nodes: readonly string[]): string[] {
  const parents: string[] = [];
  for (let i = 0; i < nodes.length; i += 2)
    parents.push(keccak256(getBytes(concat([nodes[i]!, nodes[i + 1] ?? ZeroHash]))));
  return parents;
}
