import type { ContractRunner, ContractTransactionReceipt } from "ethers";

/** Where the contracts are. */
export type Addresses = {
  readonly accessManager: string;
  readonly timelock: string;
  readonly commonToken: string;
  readonly staking: string;
  readonly votingPower: string;
  readonly modelGovernor: string;
  readonly datasetRegistry: string;
  readonly modelRegistry: string;
  readonly licenseMarket: string;
  readonly rewardPool: string;
  readonly trainingRounds: string;
  readonly scoreBoard: string;
  readonly sealedUpdates: string;
};

/** First argument of every action: who acts, and on which deployment. */
export type Client = {
  /** A signer for actions that write; a provider is enough for those that read. */
  readonly runner: ContractRunner;
  readonly addresses: Addresses;
  /** Told of every mined transaction, with the name of the contract function; for gas reports and progress. */
  readonly onReceipt?: (functionName: string, receipt: ContractTransactionReceipt) => void;
};
