import { z } from "zod";
import type { Addresses } from "../client.ts";
import { addressSchema } from "./addressSchema.ts";

/** The addresses of a deployment, as a file holds them: every contract, nothing else. */
export const addressesSchema = z.strictObject({
  accessManager: addressSchema,
  timelock: addressSchema,
  commonToken: addressSchema,
  staking: addressSchema,
  votingPower: addressSchema,
  modelGovernor: addressSchema,
  datasetRegistry: addressSchema,
  modelRegistry: addressSchema,
  licenseMarket: addressSchema,
  rewardPool: addressSchema,
  trainingRounds: addressSchema,
  scoreBoard: addressSchema,
  sealedUpdates: addressSchema,
} satisfies Record<keyof Addresses, z.ZodType>);
