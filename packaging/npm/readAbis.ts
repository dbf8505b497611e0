import { readFile } from "node:fs/promises";
import { deploymentNames } from "../../rocketh/readAddresses.ts";
import type { AbiEntry } from "./AbiEntry.ts";

const DOMAINS: Readonly<Record<keyof typeof deploymentNames, string>> = {
  accessManager: "@openzeppelin/contracts/access/manager",
  timelock: "@openzeppelin/contracts/governance",
  commonToken: "contracts/token",
  staking: "contracts/staking",
  votingPower: "contracts/governance",
  modelGovernor: "contracts/governance",
  datasetRegistry: "contracts/registry",
  modelRegistry: "contracts/registry",
  licenseMarket: "contracts/market",
  rewardPool: "contracts/rewards",
  trainingRounds: "contracts/training",
  scoreBoard: "contracts/scoring",
  sealedUpdates: "contracts/training",
};

/** Reads the ABI of every contract that is deployed, by the contract's name, from the artifacts of the build in `root`. */
export async function readAbis(root: URL): Promise<Map<string, readonly AbiEntry[]>> {
  const abis = new Map<string, readonly AbiEntry[]>();
  for (const [key, name] of Object.entries(deploymentNames)) {
    const path = `artifacts/${DOMAINS[key as keyof typeof deploymentNames]}/${name}.sol/${name}.json`;
    const { abi } = JSON.parse(await readFile(new URL(path, root), "utf8")) as { abi: readonly AbiEntry[] };
    abis.set(name, abi);
  }
  return abis;
}
