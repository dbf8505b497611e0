import { getAddress } from "ethers";
import type { Addresses } from "../src/client.ts";

/** Deployment name of each address of a client. */
export const deploymentNames = {
  accessManager: "AccessManager",
  timelock: "TimelockController",
  commonToken: "CommonToken",
  staking: "Staking",
  votingPower: "VotingPower",
  modelGovernor: "ModelGovernor",
  datasetRegistry: "DatasetRegistry",
  modelRegistry: "ModelRegistry",
  licenseMarket: "LicenseMarket",
  rewardPool: "RewardPool",
  trainingRounds: "TrainingRounds",
  scoreBoard: "ScoreBoard",
  sealedUpdates: "SealedUpdates",
} as const satisfies Record<keyof Addresses, string>;

/** The addresses of a client, from a deployment environment. */
export function readAddresses(env: { get(name: string): { readonly address: string } }): Addresses {
  const entries = Object.entries(deploymentNames).map(
    ([key, name]) => [key, getAddress(env.get(name).address)] as const,
  );
  return Object.fromEntries(entries) as Addresses;
}
