import { words } from "../words.ts";
import type { Remedies } from "./Remedies.ts";

const CONSENT = "Consent is never given again. Use another dataset.";

/** Errors of the license market and of the list of tokens it takes. */
export const market = {
  LicenseMarketNotAssetOwner: ({ kind, assetId, caller, owner }) => [
    `${words.asset(kind, assetId)} belongs to ${owner}, not to ${caller}`,
    "Do this from the owner's account.",
  ],
  LicenseMarketDatasetRetired: ({ datasetId }) => [
    `Dataset ${datasetId} is retired: no licenses on it are sold any more`,
    "Licenses sold before stay valid. Choose another dataset for a new one.",
  ],
  LicenseMarketConsentWithdrawn: ({ datasetId, withdrawnAt }) => [
    `Consent to use dataset ${datasetId} was withdrawn on ${words.time(withdrawnAt)}`,
    CONSENT,
  ],
  LicenseMarketAssetPreset: ({ kind, assetId }) => [
    `A dataset that is about to be registered has no identifier yet, and the terms name ${words.asset(kind, assetId)}`,
    "List it with kind 0 (dataset) and asset 0, or create an offer for an asset that exists.",
  ],
  LicenseMarketUsesInvalid: ({ uses, allUses }) => [
    `${uses} is no sum of uses: it must be between 1 and ${allUses}`,
    "Add up what is permitted: TRAIN 1, EVALUATE 2, INFER 4, REDISTRIBUTE 8, DERIVE 16.",
  ],
  LicenseMarketRoyaltyTooHigh: ({ resaleRoyaltyBps, maxBps }) => [
    `A resale royalty of ${words.percent(resaleRoyaltyBps)} is above the limit of ${words.percent(maxBps)}`,
    "Ask for no more than the limit.",
  ],
  LicenseMarketRevenueShareTooHigh: ({ revenueShareBps, maxBps }) => [
    `A revenue share of ${words.percent(revenueShareBps)} is above the limit of ${words.percent(maxBps)}`,
    "Ask for no more than the limit.",
  ],
  LicenseMarketOfferUnknown: ({ offerId }) => [
    `There is no offer ${offerId}`,
    "Check the number; offers are counted from 1 on each network.",
  ],
  LicenseMarketOfferClosed: ({ offerId }) => [
    `Offer ${offerId} is closed`,
    "A closed offer never opens again. Choose another offer on the same asset, or ask its owner for one.",
  ],
  LicenseMarketSoldOut: ({ offerId }) => [
    `Every license of offer ${offerId} is sold`,
    "Choose another offer on the same asset, or ask its owner for one.",
  ],
  LicenseMarketNotSeller: ({ offerId, caller, seller }) => [
    `Offer ${offerId} was made by ${seller}, not by ${caller}`,
    "Do this from the seller's account.",
  ],
  LicenseMarketSellerNotOwner: ({ offerId, seller, owner }) => [
    `The asset of offer ${offerId} went from ${seller} to ${owner}, which ended the offer`,
    "Its new owner can make an offer of its own.",
  ],
  LicenseMarketAssetChanged: ({ offerId, kind, assetId }) => [
    `Offer ${offerId} is for another asset than ${words.asset(kind, assetId)}`,
    "Update it with the asset it was made for, or create an offer for the other one.",
  ],
  LicenseMarketStaleTerms: ({ offerId, givenHash, currentHash }) => [
    `The terms of offer ${offerId} are not those that were read: they hash to ${currentHash}, and ${givenHash} was given`,
    "Nothing was paid. Read the offer again, decide again, and buy with the terms that hold now.",
  ],
  LicenseMarketPriceAboveMax: ({ price, maxPrice }) => [
    `The license costs ${words.amount(price)}, above the limit of ${words.amount(maxPrice)}`,
    "Nothing was paid. Raise the limit, or choose a cheaper offer.",
  ],
  LicenseMarketNotTransferable: ({ licenseId }) => [
    `License ${licenseId} cannot be transferred`,
    "Its terms say so. Assign its use to the other account instead, until a time.",
  ],
  LicenseMarketNotValid: ({ licenseId, who, use }) => [
    `${who} cannot use license ${licenseId} for ${words.uses(use)} now`,
    "It has ended, its quota is used up, its terms do not permit this, or it belongs to another account: its status says which.",
  ],
  LicenseMarketEscrowClosed: ({ licenseId }) => [
    `The escrow of license ${licenseId} is closed already`,
    "What was refunded or earned is a credit: withdraw it from the account that it belongs to.",
  ],
  LicenseMarketConsentHolds: ({ licenseId }) => [
    `Consent for the dataset of license ${licenseId} was not withdrawn, so there is nothing to refund`,
    "Only the owner of the dataset can end the license early, by revoking it.",
  ],
  LicenseMarketNoCredit: ({ account, currency }) => [
    `${account} has no credit in the token ${currency}`,
    "Nothing is left to withdraw. Check the account and the token.",
  ],
  LicenseMarketFutureLookup: ({ timestamp, currentTimestamp }) => [
    `${words.time(timestamp)} has not come yet: the chain is at ${words.time(currentTimestamp)}`,
    "Ask about a time that has passed, or about the time of the newest block.",
  ],
  TokenAllowListTokenNotAllowed: ({ token }) => [
    `The token ${token} is not accepted`,
    "Use one that is on the contract's list (`allowedTokens`); governance decides about it.",
  ],
} satisfies Remedies;
