import type { Abi } from "abitype";
import {
  commonTokenAbi,
  datasetRegistryAbi,
  licenseMarketAbi,
  modelGovernorAbi,
  modelRegistryAbi,
  rewardPoolAbi,
  scoreBoardAbi,
  sealedUpdatesAbi,
  stakingAbi,
  timelockControllerAbi,
  trainingRoundsAbi,
} from "../../src/abi/index.ts";
import { type IndexedContract, indexedContracts } from "../../src/indexing/indexedContracts.ts";
import { deployment } from "./deployment.ts";

const abis: Readonly<Record<IndexedContract, Abi>> = {
  timelock: timelockControllerAbi,
  commonToken: commonTokenAbi,
  staking: stakingAbi,
  modelGovernor: modelGovernorAbi,
  datasetRegistry: datasetRegistryAbi,
  modelRegistry: modelRegistryAbi,
  licenseMarket: licenseMarketAbi,
  rewardPool: rewardPoolAbi,
  trainingRounds: trainingRoundsAbi,
  scoreBoard: scoreBoardAbi,
  sealedUpdates: sealedUpdatesAbi,
};

/** The contracts that are indexed, each with the events of its ABI. */
export const sources = indexedContracts.map((contract) => ({
  contract,
  address: deployment.addresses[contract],
  abi: abis[contract],
  events: abis[contract].flatMap((entry) => (entry.type === "event" ? [entry.name] : [])),
}));
