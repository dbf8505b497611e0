import { concat, keccak256, solidityPackedKeccak256 } from "ethers";
import { addressesOf } from "../addressesOf.ts";
import { createWorld } from "../createWorld.ts";
import { gasOf } from "../gasOf.ts";
import { HOLDER, LEAVES, NEWCOMER } from "../ours/measureRewards.ts";
import { trueScores } from "../syntheticScores.ts";
import { deployPeer } from "./deployPeer.ts";

const UNIT = 10n ** 12n;

/** Uniswap's MerkleDistributor: the same accounts claim at the same positions, in the same token. */
export async function measureUniswap() {
  const world = await createWorld();
  const { payment, deployer } = world;
  const accounts = addressesOf("contributor", LEAVES);
  const amounts = trueScores(LEAVES, 7).map((score) => BigInt(score) * UNIT);
  const levels = [
    accounts.map((account, i) => solidityPackedKeccak256(["uint256", "address", "uint256"], [i, account, amounts[i]])),
  ];
  while (levels.at(-1)!.length > 1) levels.push(parentsOf(levels.at(-1)!));
  const distributor = await deployPeer(
    deployer,
    "@uniswap/merkle-distributor/build/MerkleDistributor",
    await payment.getAddress(),
    levels.at(-1)![0],
  );
  await payment.mint(
    distributor,
    amounts.reduce((sum, amount) => sum + amount, 0n),
  );
  await payment.mint(accounts[HOLDER]!, 1n);

  const claim = async (index: number) => {
    const account = accounts[index]!;
    const proof = levels.slice(0, -1).map((level, height) => level[(index >> height) ^ 1]);
    const signer = await world.impersonate(account);
    return gasOf(distributor.connect(signer).getFunction("claim").send(index, account, amounts[index], proof));
  };
  return { claimOfNewcomer: await claim(NEWCOMER), claim: await claim(HOLDER) };
}

function parentsOf(nodes: readonly string[]): string[] {
  const pairs = Array.from({ length: nodes.length / 2 }, (_, i) => [nodes[2 * i]!, nodes[2 * i + 1]!].sort());
  return pairs.map((pair) => keccak256(concat(pair)));
}
