import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { AddressLike, BaseContract, ContractTransactionResponse, Result } from "ethers";
import { AbiCoder, id, keccak256, ZeroHash } from "ethers";
import { network } from "hardhat";
import {
  DatasetRegistry__factory,
  type ILicenseMarket,
  LicenseMarket__factory,
  ModelRegistry__factory,
} from "../../typechain-types/index.ts";

export const { ethers, networkHelpers } = await network.create();

export const DAY_SECONDS = 86_400n;
export const COOLING_OFF_SECONDS = 14n * DAY_SECONDS;
export const UNLIMITED = 2n ** 32n - 1n;
export const PRICE = ethers.parseEther("100");
export const TRAIN = 1n;
export const EVALUATE = 2n;
export const INFER = 4n;

export const AssetKind = { Dataset: 0n, Model: 1n } as const;
export const VersionStatus = {
  Candidate: 1n,
  Live: 2n,
  Superseded: 3n,
  RolledBack: 4n,
  Deprecated: 5n,
  Flagged: 6n,
} as const;

const GOVERNOR = 1n;
const ROUNDS = 2n;
const SCORES = 3n;

/** The mocks in test/mocks have no generated types: this is what the tests call on any of the payment tokens. */
export interface MockToken extends BaseContract {
  mint(to: AddressLike, amount: bigint): Promise<ContractTransactionResponse>;
  approve(spender: AddressLike, amount: bigint): Promise<ContractTransactionResponse>;
  balanceOf(account: AddressLike): Promise<bigint>;
  allowance(owner: AddressLike, spender: AddressLike): Promise<bigint>;
  connect(signer: HardhatEthersSigner): MockToken;
}

/** Payment tokens with which a sale goes through, and what of 100 units arrives. */
export const PAYMENT_TOKENS = [
  { name: "PaymentToken", arrivesPercent: 100n },
  { name: "NoReturnToken", arrivesPercent: 100n },
  { name: "FeeOnTransferToken", arrivesPercent: 99n },
  { name: "ReturnsFalseToken", arrivesPercent: 100n },
  { name: "BlocklistToken", arrivesPercent: 100n },
  { name: "CallbackToken", arrivesPercent: 100n },
] as const;

export function digest(text: string): string {
  return id(text);
}

export async function deployToken(name: string): Promise<MockToken> {
  return (await ethers.deployContract(name)) as unknown as MockToken;
}

/** Both registries and the market, wired; `governor`, `rounds` and `scores` hold the roles of those contracts. */
export async function deployedMarket() {
  const [admin, governor, rounds, scores, alice, bob, carol, mallory] = (await ethers.getSigners()) as [
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
  ];
  const manager = await ethers.deployContract("AccessManager", [admin.address]);
  const authority = await manager.getAddress();
  const datasets = await new DatasetRegistry__factory(admin).deploy(authority);
  const models = await new ModelRegistry__factory(admin).deploy(authority);
  const market = await new LicenseMarket__factory(admin).deploy(authority, datasets, models);

  const restrict = async (target: BaseContract, names: string[], role: bigint) => {
    const selectors = names.map((name) => target.interface.getFunction(name)!.selector);
    await manager.getFunction("setTargetFunctionRole")(target, selectors, role);
  };
  await restrict(datasets, ["setMarket"], GOVERNOR);
  await restrict(models, ["promote", "rollback", "flag", "setProvenance"], GOVERNOR);
  await restrict(models, ["recordCandidate"], SCORES);
  await restrict(market, ["setTokenAllowed"], GOVERNOR);
  await restrict(market, ["recordUseFor"], ROUNDS);
  await manager.getFunction("grantRole")(GOVERNOR, governor, 0);
  await manager.getFunction("grantRole")(ROUNDS, rounds, 0);
  await manager.getFunction("grantRole")(SCORES, scores, 0);
  await datasets.connect(governor).setMarket(market);

  return { manager, datasets, models, market, admin, governor, rounds, scores, alice, bob, carol, mallory };
}

export type Terms = ILicenseMarket.TermsStruct & { assetId: bigint; price: bigint; durationSeconds: bigint };

export interface OfferOptions {
  /** The mock that is the payment token. */
  tokenName?: string;
  /** What differs from `termsFor`. */
  overrides?: Partial<Terms>;
  /** How many licenses can be sold; 0: any number. */
  cap?: bigint;
}

/** Builds a market with an allowed payment token, of which bob, carol and mallory have plenty. */
export async function buildToken(tokenName = "PaymentToken") {
  const deployed = await deployedMarket();
  const { market, governor, bob, carol, mallory } = deployed;
  const token = await deployToken(tokenName);
  await market.connect(governor).setTokenAllowed(token, true);
  for (const buyer of [bob, carol, mallory]) {
    await token.mint(buyer, 1_000n * PRICE);
    await token.connect(buyer).approve(market, 1_000n * PRICE);
  }

  return { ...deployed, token, currency: await token.getAddress() };
}

/** Builds a market where alice offers licenses on her dataset. */
export async function buildOffer({ tokenName, overrides, cap = 0n }: OfferOptions = {}) {
  const state = await buildToken(tokenName);
  const { datasets, market, alice, currency } = state;
  await datasets.connect(alice).register(digest("manifest"));
  const terms = termsFor({ currency, assetId: 1n, ...overrides });
  await market.connect(alice).createOffer(terms, cap);

  return { ...state, datasetId: 1n, offerId: 1n, terms };
}

/** Builds the offer, of which bob bought a license in the second `startsAt`. */
export async function buildLicense(options: OfferOptions = {}) {
  const state = await buildOffer(options);
  await state.market.connect(state.bob).buy(state.offerId, state.terms, state.terms.price, state.bob);

  return { ...state, licenseId: 1n, startsAt: BigInt(await networkHelpers.time.latest()) };
}

/** The market with an allowed payment token. */
export async function marketWithToken() {
  return buildToken();
}

/** A dataset that alice offers for 100 days of training and evaluating at `PRICE`. */
export async function marketWithOffer() {
  return buildOffer();
}

/** The offer above, of which bob bought a license. */
export async function marketWithLicense() {
  return buildLicense();
}

/** A license that bob can transfer, without an end, with 10 % on resale. */
export async function marketWithTransferableLicense() {
  return buildLicense({ overrides: { isTransferable: true, durationSeconds: 0n, resaleRoyaltyBps: 1_000n } });
}

/** Terms for 100 days of training and evaluating, in the order of the struct. */
export function termsFor({
  currency,
  assetId,
  ...others
}: Partial<Terms> & { currency: AddressLike; assetId: bigint }): Terms {
  return {
    kind: AssetKind.Dataset,
    assetId,
    uses: TRAIN | EVALUATE,
    durationSeconds: 100n * DAY_SECONDS,
    quota: 0n,
    isTransferable: false,
    resaleRoyaltyBps: 0n,
    revenueShareBps: 500n,
    currency,
    price: PRICE,
    policyDigest: digest("policy"),
    termsDigest: digest("terms"),
    ...others,
  };
}

/** What an offer commits to: `keccak256(abi.encode(terms))`. */
export function termsHashOf(terms: Terms): string {
  const type = LicenseMarket__factory.createInterface().getFunction("createOffer").inputs[0]!;
  return keccak256(AbiCoder.defaultAbiCoder().encode([type], [terms]));
}

/** Makes the next transaction happen at `timestamp`. */
export async function mineNextAt(timestamp: bigint): Promise<void> {
  await networkHelpers.time.setNextBlockTimestamp(timestamp);
}

/** A struct that a contract returned, with its names; the generated types do not know that it is a `Result`. */
export function asObject(struct: unknown): Record<string, unknown> {
  return (struct as Result).toObject();
}

export { ZeroHash };
