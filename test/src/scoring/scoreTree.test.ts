import { expect } from "chai";
import { AbiCoder, concat, dataSlice, getAddress, id, keccak256, toBeHex, ZeroHash, zeroPadValue } from "ethers";
import { network } from "hardhat";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { buildScoreTree, entryOf, leafDomainOf, SUBTREE_SIZE } from "../../../src/scoring/scoreTree.ts";
import { encodeScores } from "../../../src/scoring/scoreVector.ts";

const DOMAIN = id("domain");

/** test/mocks/ScoringHarness.sol: the tree as the score board builds it and the pool verifies it. */
type Harness = {
  treeOf(
    domain: string,
    contributors: string,
    scores: string,
  ): Promise<{ root: string; subtreeRoots: string[]; chains: string[] }>;
  entryOf(contributor: string, score: number): Promise<string>;
  rootOf(domain: string, entry: string, index: number, proof: readonly string[]): Promise<string>;
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

/** A node, by the book: its hash cut to 24 bytes. */
const nodeOf = (...parts: readonly string[]) => dataSlice(keccak256(concat(parts)), 0, 24);
const ZERO = `0x${"00".repeat(24)}`;

describe("buildScoreTree", () => {
  describe("given three contributors", () => {
    it("completes what has no right neighbor with zero, up to the full height", () => {
      const contributors = [1, 2, 3].map((n) => getAddress(toBeHex(n, 20)));
      const [a, b, c] = contributors.map((contributor, i) => entryOf(contributor, i)) as [string, string, string];
      const tree = buildScoreTree(DOMAIN, contributors, [0, 1, 2]);
      const left = nodeOf(DOMAIN, a, b);
      let root = nodeOf(left, nodeOf(DOMAIN, c, ZERO));
      for (let height = 2; height < 8; height++) root = nodeOf(root, ZERO);
      expect(tree.root).to.equal(root);
      expect(tree.subtreeRoots).to.deep.equal([root]);
      expect(tree.proofOf(2)).to.deep.equal([ZERO, left, ...Array(6).fill(ZERO)]);
    });
  });

  it("POT-3: is the tree of the contracts, and every proof leads to the root of its subtree, at its position only", async () => {
    const { harness, close } = await deployHarness();
    const counts = [1, 2, 3, 4, 5, 8, 127, 128, 129, 255, 256, 257, 300, 511, 512, 513, 1024];
    for (const [seed, count] of counts.entries()) {
      const { contributors, scores } = roundOf(count, seed);
      const tree = buildScoreTree(DOMAIN, contributors, scores);
      const onChain = await harness.treeOf(DOMAIN, concat(contributors), encodeScores(scores));
      expect(tree.root).to.equal(onChain.root);
      expect(tree.subtreeRoots).to.deep.equal([...onChain.subtreeRoots]);
      const random = createRandom(seed);
      for (const index of new Set([0, count - 1, random.integer(count), random.integer(count)])) {
        const entry = await harness.entryOf(contributors[index]!, scores[index]!);
        expect(entry).to.equal(entryOf(contributors[index]!, scores[index]!));
        const root = tree.subtreeRoots[Math.floor(index / SUBTREE_SIZE)];
        expect(await harness.rootOf(DOMAIN, entry, index, tree.proofOf(index))).to.equal(root);
        if (tree.proofOf(index)[0] !== entry) {
          expect(await harness.rootOf(DOMAIN, entry, index ^ 1, tree.proofOf(index))).to.not.equal(root);
        }
      }
    }
    await close();
  });

  it("starts the contributors' hash chain anew after every 1,024", async () => {
    const { harness, close } = await deployHarness();
    for (const count of [1, 256, 1_023, 1_024, 1_025, 2_049]) {
      const { contributors, scores } = roundOf(count, count);
      const expected: string[] = [];
      for (const [i, contributor] of contributors.entries()) {
        if (i % 1_024 === 0) expected.push(ZeroHash);
        expected.push(keccak256(concat([expected.pop()!, zeroPadValue(contributor, 32)])));
      }
      const { chains } = await harness.treeOf(DOMAIN, concat(contributors), encodeScores(scores));
      expect([...chains]).to.deep.equal(expected);
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
      ["bytes32", "uint256", "address"],
      [id("commonweights.RewardPool.leaf.v1"), 31337n, pool],
    );
    expect(leafDomainOf(31337n, pool, 4n)).to.equal(toBeHex(BigInt(keccak256(encoded)) ^ 4n, 32));
    expect(leafDomainOf(1n, pool, 4n)).to.not.equal(leafDomainOf(31337n, pool, 4n));
    expect(leafDomainOf(31337n, pool, 5n)).to.not.equal(leafDomainOf(31337n, pool, 4n));
  });
});
