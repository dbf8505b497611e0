import { expect } from "chai";
import { AbiCoder, concat, getAddress, id, keccak256, toBeHex, ZeroHash } from "ethers";
import { network } from "hardhat";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { buildScoreTree, leafDomainOf, leafOf, SUBTREE_SIZE } from "../../../src/scoring/scoreTree.ts";
import { encodeScores } from "../../../src/scoring/scoreVector.ts";

const DOMAIN = id("domain");

/** test/mocks/ScoringHarness.sol: the tree as the score board builds it and the pool verifies it. */
type Harness = {
  treeOf(domain: string, contributors: string, scores: string): Promise<{ root: string; subtreeRoots: string[] }>;
  leafOf(domain: string, index: number, contributor: string, score: number): Promise<string>;
  rootOf(leaf: string, index: number, proof: readonly string[]): Promise<string>;
};

async function deployHarness() {
  const { ethers, close } = await network.create();
  return { harness: (await ethers.deployContract("ScoringHarness")) as unknown as Harness, close };
}

/** Contributors and scores: repeated addresses, zero scores and the largest one included. */
function roundOf(count: number, seed: number): { contributors: string[]; scores: number[] } {
  const random = createRandom(seed, count);
  const contributors = Array.from({ length: count }, () => getAddress(toBeHex(1 + random.integer(3 * count), 20)));
  const scores = Array.from(
    { length: count },
    () => [0, random.integer(1_000_000_000), 4_294_967_295][random.integer(3)]!,
  );
  return { contributors, scores };
}

describe("buildScoreTree", () => {
  describe("given one contributor", () => {
    it("has its leaf for a root, and an empty proof", () => {
      const contributor = getAddress(toBeHex(7, 20));
      const tree = buildScoreTree(DOMAIN, [contributor], [5]);
      expect(tree.root).to.equal(leafOf(DOMAIN, 0, contributor, 5));
      expect(tree.subtreeRoots).to.deep.equal([tree.root]);
      expect(tree.proofOf(0)).to.deep.equal([]);
    });
  });

  describe("given three contributors", () => {
    it("completes the odd one with zero", () => {
      const contributors = [1, 2, 3].map((n) => getAddress(toBeHex(n, 20)));
      const [a, b, c] = contributors.map((contributor, i) => leafOf(DOMAIN, i, contributor, i)) as [
        string,
        string,
        string,
      ];
      const tree = buildScoreTree(DOMAIN, contributors, [0, 1, 2]);
      const left = keccak256(concat([a, b]));
      const right = keccak256(concat([c, ZeroHash]));
      expect(tree.root).to.equal(keccak256(concat([left, right])));
      expect(tree.proofOf(2)).to.deep.equal([ZeroHash, left]);
    });
  });

  it("POT-3: is the tree of the contracts, and every proof leads to the root of its subtree, at its position only", async () => {
    const { harness, close } = await deployHarness();
    const counts = [1, 2, 3, 4, 5, 8, 127, 128, 129, 255, 256, 257, 300, 1024];
    for (const [seed, count] of counts.entries()) {
      const { contributors, scores } = roundOf(count, seed);
      const tree = buildScoreTree(DOMAIN, contributors, scores);
      const onChain = await harness.treeOf(DOMAIN, concat(contributors), encodeScores(scores));
      expect(tree.root).to.equal(onChain.root);
      expect(tree.subtreeRoots).to.deep.equal([...onChain.subtreeRoots]);
      const random = createRandom(seed);
      for (const index of new Set([0, count - 1, random.integer(count), random.integer(count)])) {
        const leaf = await harness.leafOf(DOMAIN, index, contributors[index]!, scores[index]!);
        expect(leaf).to.equal(leafOf(DOMAIN, index, contributors[index]!, scores[index]!));
        const root = tree.subtreeRoots[Math.floor(index / SUBTREE_SIZE)];
        expect(await harness.rootOf(leaf, index, tree.proofOf(index))).to.equal(root);
        if (count > 1) expect(await harness.rootOf(leaf, index ^ 1, tree.proofOf(index))).to.not.equal(root);
      }
    }
    await close();
  });

  it("is the tree of the contracts for two hundred random rounds", async () => {
    const { harness, close } = await deployHarness();
    const random = createRandom(11);
    for (let seed = 0; seed < 200; seed++) {
      const { contributors, scores } = roundOf(1 + random.integer(40), seed);
      const { root } = await harness.treeOf(DOMAIN, concat(contributors), encodeScores(scores));
      expect(buildScoreTree(DOMAIN, contributors, scores).root).to.equal(root);
    }
    await close();
  });
});

describe("leafDomainOf", () => {
  it("names chain, pool and round", () => {
    const pool = getAddress(toBeHex(9, 20));
    const encoded = AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "uint256", "address", "uint256"],
      [id("commonweights.RewardPool.leaf.v1"), 31337n, pool, 4n],
    );
    expect(leafDomainOf(31337n, pool, 4n)).to.equal(keccak256(encoded));
    expect(leafDomainOf(1n, pool, 4n)).to.not.equal(leafDomainOf(31337n, pool, 4n));
    expect(leafDomainOf(31337n, pool, 5n)).to.not.equal(leafDomainOf(31337n, pool, 4n));
  });
});
