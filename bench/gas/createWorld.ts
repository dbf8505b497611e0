import type { AddressLike, BaseContract, ContractTransactionResponse, Signer } from "ethers";
import { deployed } from "../../test/support/deployed.ts";
import {
  CommonToken__factory,
  DatasetRegistry__factory,
  LicenseMarket__factory,
  ModelGovernor__factory,
  ModelRegistry__factory,
  RewardPool__factory,
  ScoreBoard__factory,
  Staking__factory,
  TrainingRounds__factory,
} from "../../typechain-types/index.js";

/** What is called on the plain ERC-20 in which ours and theirs are paid. */
export interface PaymentToken extends BaseContract {
  mint(to: AddressLike, amount: bigint): Promise<ContractTransactionResponse>;
  approve(spender: AddressLike, amount: bigint): Promise<ContractTransactionResponse>;
  connect(signer: Signer): PaymentToken;
}

/** A fresh chain with everything our deploy scripts deploy, and a plain ERC-20 that market and reward pool accept. */
export async function createWorld() {
  const { ethers, networkHelpers, addresses } = await deployed();
  const signers = await ethers.getSigners();
  const deployer = signers[0]!;
  const timelock = await impersonate(addresses.timelock);
  const payment = (await ethers.deployContract("PaymentToken")) as unknown as PaymentToken;
  const market = LicenseMarket__factory.connect(addresses.licenseMarket, deployer);
  const pool = RewardPool__factory.connect(addresses.rewardPool, deployer);
  await market.connect(timelock).setTokenAllowed(payment, true);
  await pool.connect(timelock).setTokenAllowed(payment, true);
  return {
    ethers,
    networkHelpers,
    addresses,
    deployer,
    /** Accounts that have done nothing yet. */
    signers: signers.slice(1),
    impersonate,
    payment,
    token: CommonToken__factory.connect(addresses.commonToken, deployer),
    staking: Staking__factory.connect(addresses.staking, deployer),
    governor: ModelGovernor__factory.connect(addresses.modelGovernor, deployer),
    datasets: DatasetRegistry__factory.connect(addresses.datasetRegistry, deployer),
    models: ModelRegistry__factory.connect(addresses.modelRegistry, deployer),
    market,
    pool,
    rounds: TrainingRounds__factory.connect(addresses.trainingRounds, deployer),
    board: ScoreBoard__factory.connect(addresses.scoreBoard, deployer),
  };

  /** A signer for an account without a key, with ether to pay for gas. */
  async function impersonate(account: string): Promise<Signer> {
    await networkHelpers.setBalance(account, 10n ** 20n);
    return ethers.getImpersonatedSigner(account);
  }
}

export type World = Awaited<ReturnType<typeof createWorld>>;
