import { Interface, type InterfaceAbi } from "ethers";
import type { Addresses } from "../../src/client.ts";
import { AccessManager__factory, factories, TimelockController__factory } from "../../typechain-types/index.ts";

const { token, staking, governance, registry, market, rewards, training, scoring } = factories.contracts;

/** The contracts by their key among the addresses: their names, and their interfaces, made when they are wanted. */
export const contractInterfaces: Readonly<
  Record<keyof Addresses, { readonly name: string; readonly abi: () => Interface }>
> = {
  accessManager: named("AccessManager", AccessManager__factory.abi),
  timelock: named("TimelockController", TimelockController__factory.abi),
  commonToken: named("CommonToken", token.CommonToken__factory.abi),
  staking: named("Staking", staking.Staking__factory.abi),
  votingPower: named("VotingPower", governance.VotingPower__factory.abi),
  modelGovernor: named("ModelGovernor", governance.ModelGovernor__factory.abi),
  datasetRegistry: named("DatasetRegistry", registry.DatasetRegistry__factory.abi),
  modelRegistry: named("ModelRegistry", registry.ModelRegistry__factory.abi),
  licenseMarket: named("LicenseMarket", market.LicenseMarket__factory.abi),
  rewardPool: named("RewardPool", rewards.RewardPool__factory.abi),
  trainingRounds: named("TrainingRounds", training.TrainingRounds__factory.abi),
  scoreBoard: named("ScoreBoard", scoring.ScoreBoard__factory.abi),
  sealedUpdates: named("SealedUpdates", training.SealedUpdates__factory.abi),
};

function named(name: string, abi: InterfaceAbi) {
  let made: Interface | undefined;
  return {
    name,
    abi: () => {
      made ??= new Interface(abi);
      return made;
    },
  };
}
