import { words } from "../words.ts";
import type { Remedies } from "./Remedies.ts";

const GOVERNANCE = "It is set once, when the contracts are deployed.";
const EMPTY = "Give the SHA-256 of the content: 32 bytes, not all zero.";

/** Errors of the registries of datasets and models. */
export const registry = {
  DatasetRegistryEmptyDigest: () => ["The zero digest names no content", EMPTY],
  DatasetRegistryNotProvider: ({ datasetId, caller, provider }) => [
    `Dataset ${datasetId} belongs to ${provider}, not to ${caller}`,
    "Do this from the provider's account.",
  ],
  DatasetRegistryNotMarket: ({ caller, market }) => [
    `Only the license market ${market} registers datasets for others, and ${caller} is not it`,
    "Register the dataset from the account that will own it.",
  ],
  DatasetRegistryMarketAlreadySet: ({ market }) => [`The license market is ${market} for good`, GOVERNANCE],
  DatasetRegistryVersionUnknown: ({ datasetId, version, latestVersion }) => [
    `Dataset ${datasetId} has no version ${version}; its newest is ${latestVersion}`,
    "Ask for a version from 1 to the newest.",
  ],
  DatasetRegistryConsentWithdrawn: ({ datasetId, withdrawnAt }) => [
    `Consent to use dataset ${datasetId} was withdrawn on ${words.time(withdrawnAt)}`,
    "That cannot be undone. Register the data as a new dataset if it may be used again.",
  ],
  DatasetRegistryAlreadyRetired: ({ datasetId }) => [
    `Dataset ${datasetId} is retired already`,
    "There is nothing left to do.",
  ],
  DatasetRegistryRoyaltyTooHigh: ({ resaleRoyaltyBps, maxBps }) => [
    `A resale royalty of ${words.percent(resaleRoyaltyBps)} is above the limit of ${words.percent(maxBps)}`,
    "Ask for no more than the limit.",
  ],
  DatasetRegistryRoyaltyFixed: ({ datasetId }) => [
    `The resale royalty of dataset ${datasetId} is fixed since the dataset left its first provider`,
    "It can only be set before the first transfer, by the account that registered the dataset.",
  ],
  ModelRegistryEmptyDigest: () => ["The zero digest names no content", EMPTY],
  ModelRegistryNotOwner: ({ modelId, caller, owner }) => [
    `Model ${modelId} belongs to ${owner}, not to ${caller}`,
    "Do this from the owner's account.",
  ],
  ModelRegistryVersionUnknown: ({ modelId, version, versionCount }) => [
    `Model ${modelId} has no version ${version}; its newest is ${versionCount}`,
    "Ask for a version from 1 to the newest.",
  ],
  ModelRegistryRoundMissing: ({ modelId }) => [
    `A version of model ${modelId} names no round`,
    "Versions come from settled rounds, which are counted from 1.",
  ],
  ModelRegistryRoundAlreadyRecorded: ({ roundId, modelId, version }) => [
    `Round ${roundId} has already made version ${version} of model ${modelId}`,
    "A round makes one version. Use that one.",
  ],
  ModelRegistryNotLive: ({ modelId, version, liveVersion }) => [
    `Version ${version} of model ${modelId} is not live; version ${liveVersion} is`,
    "Another version went live since this was proposed. Propose again from the live version.",
  ],
  ModelRegistryStillLive: ({ modelId, version }) => [
    `Version ${version} of model ${modelId} is live`,
    "Let members promote another version, or roll back, before this one is deprecated.",
  ],
  ModelRegistryWrongStatus: ({ modelId, version, status }) => [
    `Version ${version} of model ${modelId} is ${words.versionStatus(status)}, which does not allow this`,
    "Only a Candidate can be promoted, only a Superseded version can be gone back to, and what was rolled back, deprecated or flagged stays so.",
  ],
  ModelRegistryProvenanceNotSet: () => ["Nothing judges the provenance of rounds yet", GOVERNANCE],
  ModelRegistryProvenanceAlreadySet: ({ provenance }) => [`${provenance} judges provenance for good`, GOVERNANCE],
  ModelRegistryProvenanceUnlawful: ({ modelId, version, roundId }) => [
    `Version ${version} of model ${modelId} cannot go live: round ${roundId}, which made it, used data without the right to`,
    "Propose a version from a round that was not contested.",
  ],
} satisfies Remedies;
