import type { BaseError } from "../src/errors/BaseError.ts";
import { RevertError } from "../src/errors/RevertError.ts";
import { AdvisedError } from "./AdvisedError.ts";

type Advice = string | ((args: Readonly<Record<string, unknown>>) => string);

/** The command that helps with a refusal of a contract. Only where there is one. */
const forReverts: Readonly<Record<string, Advice>> = {
  LicenseMarketStaleTerms: ({ offerId }) => `license offer show ${String(offerId)}`,
  LicenseMarketPriceAboveMax: "license offer list",
  LicenseMarketOfferClosed: "license offer list",
  LicenseMarketOfferUnknown: "license offer list",
  LicenseMarketSoldOut: "license offer list",
  LicenseMarketNotValid: ({ licenseId }) => `license show ${String(licenseId)}`,
  LicenseMarketNoCredit: "account show",
  LicenseMarketConsentHolds: ({ licenseId }) => `license show ${String(licenseId)}`,
  LicenseMarketEscrowClosed: ({ licenseId }) => `license show ${String(licenseId)}`,
  LicenseMarketNotTransferable: ({ licenseId }) => `license show ${String(licenseId)}`,
  LicenseMarketNotSeller: ({ offerId }) => `license offer show ${String(offerId)}`,
  LicenseMarketSellerNotOwner: ({ offerId }) => `license offer show ${String(offerId)}`,
  LicenseMarketNotAssetOwner: ({ kind, assetId }) =>
    `${Number(kind) === 0 ? "dataset" : "model"} show ${String(assetId)}`,
  LicenseMarketDatasetRetired: ({ datasetId }) => `dataset show ${String(datasetId)}`,
  LicenseMarketConsentWithdrawn: ({ datasetId }) => `dataset show ${String(datasetId)}`,
  DatasetRegistryNotProvider: ({ datasetId }) => `dataset show ${String(datasetId)}`,
  DatasetRegistryConsentWithdrawn: ({ datasetId }) => `dataset show ${String(datasetId)}`,
  DatasetRegistryAlreadyRetired: ({ datasetId }) => `dataset show ${String(datasetId)}`,
  DatasetRegistryRoyaltyFixed: ({ datasetId }) => `dataset show ${String(datasetId)}`,
  RewardPoolNothingToClaim: "rewards list",
  RewardPoolNothingEarned: "rewards list",
  RewardPoolNoRevenue: "dataset list",
  GovernorInsufficientProposerVotes: "dao power",
  GovernorUnexpectedProposalState: ({ proposalId }) => `dao proposal show ${String(proposalId)}`,
  GovernorNonexistentProposal: "dao proposal list",
  GovernorAlreadyCastVote: "dao proposal list",
  StakingExitLocked: "stake show",
  StakingExitUnknown: "stake show",
  StakingFreeStakeInsufficient: "stake show",
  OracleSeatsStakeTooLow: "stake show",
  OracleSeatsNotSeated: "stake show",
  ERC20InsufficientBalance: "account show",
  ERC20InsufficientAllowance: "account show",
};

const forCodes: Readonly<Record<string, string>> = {
  NETWORK_UNKNOWN: "net list",
  NETWORK_WITHOUT_NODE: "net list",
  WRONG_CHAIN: "doctor",
  CONTRACTS_MISSING: "doctor",
  NODE_UNREACHABLE: "doctor",
  ENDPOINT_UNREACHABLE: "doctor",
  QUORUM_MISSED: "doctor",
  ACCOUNT_MISSING: "account list",
  ACCOUNT_UNKNOWN: "account list",
  KEY_MISSING: "account list",
  FUNDS_SHORT: "account show",
  INSUFFICIENT_FUNDS: "account show",
  NOTHING_TO_CLAIM: "rewards list",
  UNKNOWN_PROPOSAL: "dao proposal list",
};

/** The next command after an error, without the program's name; undefined when none helps. */
export function adviceFor(error: BaseError): string | undefined {
  if (error instanceof AdvisedError) return error.next;
  if (!(error instanceof RevertError)) return forCodes[error.code];
  const advice = forReverts[error.errorName];
  return typeof advice === "function" ? advice(error.args) : advice;
}
