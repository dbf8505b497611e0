import { AbiCoder, concat, dataSlice, id, keccak256, solidityPacked, toBeHex } from "ethers";

/** Positions under one stored root: the pool keeps one root for each run of this many contributors. */
export const SUBTREE_SIZE = 256;

const SUBTREE_HEIGHT = 8;
/** Bytes of an entry, and of a node: its hash is cut to them. */
const NODE_BYTES = 24;
const ZERO = `0x${"00".repeat(NODE_BYTES)}`;

/** A settled round's tree. */
export type ScoreTree = {
  readonly root: string;
  /** Roots of the subtrees of {@link SUBTREE_SIZE} positions, as the reward pool stores them. */
  readonly subtreeRoots: readonly string[];
  /** The entry beside that at `index`, then one node per level up to the root of its subtree. */
  proofOf(index: number): string[];
};

/** What names chain, reward pool and round inside every bottom node. */
export function leafDomainOf(chainId: bigint, rewardPool: string, roundId: bigint): string {
  const base = keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "uint256", "address"],
      [id("commonweights.RewardPool.leaf.v1"), chainId, rewardPool],
    ),
  );
  return toBeHex(BigInt(base) ^ roundId, 32);
}

/** The entry of `contributor` with its consensus `score`, parts per billion. */
export function entryOf(contributor: string, score: number): string {
  return solidityPacked(["address", "uint32"], [contributor, score]);
}

/**
 * Builds the positional tree of a settled round. Mirrors `contracts/common/PositionalMerkle.sol`: the path to an entry is its
 * index in binary, what has no right neighbor is completed by zero, and a subtree has its full height however few it holds.
 * @param contributors Addresses in order of reveal. @param scores Their consensus, parts per billion.
 */
export function buildScoreTree(domain: string, contributors: readonly string[], scores: readonly number[]): ScoreTree {
  const levels = [contributors.map((contributor, i) => entryOf(contributor, scores[i]!))];
  levels.push(parentsOf(levels[0]!, domain));
  while (levels.length <= SUBTREE_HEIGHT || levels.at(-1)!.length > 1) levels.push(parentsOf(levels.at(-1)!, "0x"));
  return {
    root: levels.at(-1)![0]!,
    subtreeRoots: levels[SUBTREE_HEIGHT]!,
    proofOf: (index) => levels.slice(0, SUBTREE_HEIGHT).map((level, height) => level[(index >> height) ^ 1] ?? ZERO),
  };
}

function parentsOf(nodes: readonly string[], prefix: string): string[] {
  const parents: string[] = [];
  for (let i = 0; i < nodes.length; i += 2) {
    parents.push(dataSlice(keccak256(concat([prefix, nodes[i]!, nodes[i + 1] ?? ZERO])), 0, NODE_BYTES));
  }
  return parents;
}
