import type { Addresses } from "../client.ts";

/** The contracts whose events are indexed, by their name among the addresses. The other two emit nothing that a table keeps. */
export const indexedContracts = [
  "timelock",
  "commonToken",
  "staking",
  "modelGovernor",
  "datasetRegistry",
  "modelRegistry",
  "licenseMarket",
  "rewardPool",
  "trainingRounds",
  "scoreBoard",
  "sealedUpdates",
] as const satisfies readonly (keyof Addresses)[];

/** The name of an indexed contract. */
export type IndexedContract = (typeof indexedContracts)[number];
